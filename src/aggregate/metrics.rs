//! The estimator behind every `@k` metric.

/// The unbiased estimate of the chance that at least one of `k` samples is good, from `c` good ones among `n`:
/// `1 - C(n-c, k) / C(n, k)` (Chen et al. 2021, "Evaluating Large Language Models Trained on Code", eq. 1).
///
/// `None` where it is undefined: `k` is more than `n`, or `k` is 0. Otherwise in `[0, 1]`, exactly 0 if no sample is good,
/// exactly 1 if fewer than `k` are bad, and exactly `c / n` (rounded once) for `k = 1`.
///
/// The value is the chance that draws without replacement meet a good sample, so it is summed over the draw that meets
/// the first one: `sum over j < k of (chance that j draws met none) * c / (n - j)`. All terms are positive, so nothing
/// cancels and nothing overflows, whatever `n`; the product form `1 - prod (1 - k/i)` loses digits where the result is
/// small. `c` and `k` may change places, which leaves `min(c, k)` terms.
///
/// # Panics
/// If `c` is more than `n`.
pub fn pass_at_k(n: u64, c: u64, k: u64) -> Option<f64> {
    assert!(c <= n, "{c} good samples among {n}");
    if k == 0 || k > n {
        return None;
    }
    if c == 0 {
        return Some(0.0);
    }
    if n - c < k {
        return Some(1.0);
    }
    let (draws, good) = if k <= c { (k, c) } else { (c, k) };
    let mut met = 0.0;
    let mut met_none = 1.0;
    for drawn in 0..draws {
        let left = (n - drawn) as f64;
        met += met_none * (good as f64 / left);
        met_none *= (n - drawn - good) as f64 / left;
    }
    Some(met.min(1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::pass_at_k;
    use num_bigint::BigUint;

    /// `C(n, k)`, exactly.
    fn binomial(n: u64, k: u64) -> BigUint {
        if k > n {
            return BigUint::ZERO;
        }
        let mut result = BigUint::from(1u32);
        for i in 0..k.min(n - k) {
            result = result * (n - i) / (i + 1);
        }
        result
    }

    /// The nearest float, or a neighbour of it, to `1 - C(n-c, k) / C(n, k)` from exact integers.
    fn exact(n: u64, c: u64, k: u64) -> f64 {
        let all = binomial(n, k);
        let met = &all - binomial(n - c, k);
        let scale = BigUint::from(10u32).pow(60);
        let digits = (met * scale) / all;
        format!("{digits}e-60")
            .parse()
            .expect("decimal digits are a float")
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-12 * b.abs()
    }

    #[test]
    fn known_values() {
        assert_eq!(pass_at_k(5, 2, 1), Some(0.4));
        assert_eq!(pass_at_k(5, 0, 5), Some(0.0));
        assert_eq!(pass_at_k(5, 1, 5), Some(1.0));
        assert!(close(pass_at_k(10, 3, 5).unwrap(), 11.0 / 12.0));
        assert_eq!(pass_at_k(200, 1, 100), Some(0.5));
    }

    #[test]
    fn undefined_without_enough_samples() {
        assert_eq!(pass_at_k(0, 0, 1), None);
        assert_eq!(pass_at_k(4, 4, 5), None);
        assert_eq!(pass_at_k(4, 4, 0), None);
    }

    #[test]
    fn keeps_its_digits_where_the_result_is_small() {
        let n = 1 << 40;
        assert_eq!(pass_at_k(n, 1, 1), Some(1.0 / n as f64));
        assert!(close(pass_at_k(n, 1, 3).unwrap(), 3.0 / n as f64));
    }

    #[test]
    fn agrees_with_every_subset_counted() {
        for n in 1..=10u64 {
            for c in 0..=n {
                let good = (1u32 << c) - 1;
                for k in 1..=n {
                    let draws = (0..1u32 << n).filter(|s| u64::from(s.count_ones()) == k);
                    let (met, all) = draws.fold((0u32, 0u32), |(met, all), subset| {
                        (met + u32::from(subset & good != 0), all + 1)
                    });
                    let counted = f64::from(met) / f64::from(all);
                    let estimated = pass_at_k(n, c, k).unwrap();
                    assert!((estimated - counted).abs() < 1e-14, "{n} {c} {k}");
                }
            }
        }
    }

    fn n_and_c(most: u64) -> impl Strategy<Value = (u64, u64)> {
        (1..=most).prop_flat_map(|n| (Just(n), 0..=n))
    }

    fn n_c_and_k(most: u64) -> impl Strategy<Value = (u64, u64, u64)> {
        n_and_c(most).prop_flat_map(|(n, c)| (Just(n), Just(c), 1..=n))
    }

    proptest! {
        #[test]
        fn agrees_with_exact_integers((n, c, k) in n_c_and_k(4000)) {
            let estimated = pass_at_k(n, c, k).unwrap();
            prop_assert!(close(estimated, exact(n, c, k)), "{estimated} {}", exact(n, c, k));
        }

        #[test]
        fn agrees_with_exact_integers_for_few_draws((n, c) in n_and_c(4000), k in 1u64..=10) {
            prop_assume!(k <= n);
            prop_assert!(close(pass_at_k(n, c, k).unwrap(), exact(n, c, k)));
        }

        #[test]
        fn is_a_chance((n, c, k) in n_c_and_k(5000)) {
            let value = pass_at_k(n, c, k).unwrap();
            prop_assert!((0.0..=1.0).contains(&value));
        }

        #[test]
        fn grows_with_k((n, c, k) in n_c_and_k(3000)) {
            prop_assume!(k < n);
            prop_assert!(pass_at_k(n, c, k).unwrap() <= pass_at_k(n, c, k + 1).unwrap() + 1e-12);
        }

        #[test]
        fn grows_with_c((n, c, k) in n_c_and_k(3000)) {
            prop_assume!(c < n);
            prop_assert!(pass_at_k(n, c, k).unwrap() <= pass_at_k(n, c + 1, k).unwrap() + 1e-12);
        }

        #[test]
        fn at_one_is_the_share((n, c) in n_and_c(1_000_000)) {
            prop_assert_eq!(pass_at_k(n, c, 1).unwrap(), c as f64 / n as f64);
        }

        #[test]
        fn at_n_asks_for_any((n, c) in n_and_c(5000)) {
            prop_assert_eq!(pass_at_k(n, c, n).unwrap(), if c > 0 { 1.0 } else { 0.0 });
        }
    }
}
