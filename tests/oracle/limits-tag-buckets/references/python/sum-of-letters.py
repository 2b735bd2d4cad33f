def count_tags(count):
    with open("/srv/posts/tags.txt") as file:
        tags = file.read().split("\n")
    buckets = [[] for _ in range(1024)]
    different = 0
    for tag in tags[:count]:
        bucket = buckets[sum(map(ord, tag)) % 1024]
        for entry in bucket:
            if entry == tag:
                break
        else:
            bucket.append(tag)
            different += 1
    return different
