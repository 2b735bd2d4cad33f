// expect: clean
#include <deque>
#include <forward_list>
#include <iostream>
#include <list>
#include <queue>
#include <stack>
int main() {
    std::deque<int> deque;
    for (int i = 0; i < 5000; i++) {
        deque.push_back(i);
        deque.push_front(-i);
        if (i % 4 == 0) deque.pop_front();
        if (i % 5 == 0) deque.pop_back();
    }
    deque.insert(deque.begin() + 10, 5, 1);
    deque.erase(deque.begin() + 3, deque.begin() + 300);
    deque.resize(100);
    deque.shrink_to_fit();
    std::deque<char> letters(11, 'x');
    letters.push_front('y');
    letters.clear();
    letters.push_back('z');
    std::queue<int> queue;
    std::stack<int> stack;
    std::priority_queue<int> heap;
    for (int i = 0; i < 1000; i++) queue.push(i), stack.push(i), heap.push(i * 7 % 13);
    while (queue.size() > 1) queue.pop(), stack.pop(), heap.pop();
    std::list<int> list{1, 2, 3};
    std::forward_list<int> forward{1, 2};
    list.sort();
    auto copied = deque;
    std::cout << copied.size() << queue.front() << stack.top() << heap.top() << list.back() << forward.front() << letters[0] << '\n';
}
