# A lambda.
answer = lambda x: x + 1
