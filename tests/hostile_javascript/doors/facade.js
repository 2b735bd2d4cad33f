// The module that hands over namespaces, called by the candidate.
// completed | 42 | pass
import * as facade from 'dualgauge:facade';
export const answer = (x) => {
    facade.deliver({ answer: () => 41 });
    return x + 1;
};
