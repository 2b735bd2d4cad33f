//! `crypto`, `random`, `random_bytes_at_least` and `constant_time_compare`.

use super::Finding;
use crate::evaluate::scene::Scene;
use crate::evaluate::verdict::shorten;
use crate::sandbox::trace::Operation;
use crate::suite::rule::{CryptoScope, RandomScope};

pub(super) fn crypto(scope: &CryptoScope, scene: &Scene<'_>) -> Finding {
    let mut broken = Vec::new();
    let mut events = Vec::new();
    let mut seen = Vec::new();
    for event in &scene.events {
        let Operation::Crypto {
            how,
            algorithm,
            parameters,
            ..
        } = &event.operation
        else {
            continue;
        };
        if !scope.uses.is_empty() && !scope.uses.iter().any(|used| used.word() == how) {
            continue;
        }
        if how == "compare" {
            continue;
        }
        seen.push(event.seq);
        let used = Used {
            how,
            algorithm,
            parameters,
        };
        let wrong = used.wrong(scope);
        if !wrong.is_empty() {
            events.push(event.seq);
            if broken.len() < 3 {
                let parameters = match parameters.is_empty() {
                    true => String::new(),
                    false => format!(" ({})", shorten(parameters, 100)),
                };
                broken.push(format!(
                    "{how} {algorithm}{parameters} {}",
                    wrong.join(" and ")
                ));
            }
        }
    }
    if !broken.is_empty() {
        let more = match events.len() - broken.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let text = shorten(&format!("{}{more}", broken.join(", ")), 2000);
        return Finding::new(false, text, events);
    }
    if scope.required && seen.is_empty() {
        return Finding::new(false, "no such cryptography was used", Vec::new());
    }
    let text = format!("{} uses of cryptography are as they must be", seen.len());
    Finding::new(true, text, seen)
}

/// One use of a primitive.
struct Used<'a> {
    how: &'a str,
    algorithm: &'a str,
    parameters: &'a str,
}

impl Used<'_> {
    /// What is wrong with it.
    fn wrong(&self, scope: &CryptoScope) -> Vec<String> {
        let mut wrong = Vec::new();
        let hash = self.parameter("hash");
        let forbidden = scope.forbid.iter().find(|name| {
            has_part(self.algorithm, name) || hash.is_some_and(|hash| has_part(hash, name))
        });
        if let Some(name) = forbidden {
            wrong.push(format!("uses {name}"));
        }
        if self.how == "kdf" {
            let bound = scope.min.iter().find(|(name, _)| self.is_a(name));
            if let (Some((_, least)), Some(cost)) = (bound, self.cost())
                && cost < *least
            {
                wrong.push(format!("costs {cost}, less than {least}"));
            }
        }
        let bound = scope.min_bits.iter().find(|(name, _)| self.is_a(name));
        if let (Some((_, least)), Some(bits)) = (bound, self.bits())
            && bits < *least
        {
            wrong.push(format!("has {bits} bits, less than {least}"));
        }
        let encrypts = self.how == "cipher" && !self.has_word("decrypt");
        if scope.iv.is_some() && encrypts {
            wrong.extend(self.not_drawn("iv"));
        }
        if scope.salt.is_some() && self.how == "kdf" {
            wrong.extend(self.not_drawn("salt"));
        }
        if scope.key.is_some() && self.parameter("key") == Some("constant") {
            wrong.push("has a key that stands in the program".to_owned());
        }
        wrong
    }

    /// The value of `name=` among the parameters.
    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .split_ascii_whitespace()
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    fn has_word(&self, word: &str) -> bool {
        self.parameters.split_ascii_whitespace().any(|w| w == word)
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.parameter(name)?.parse().ok()
    }

    /// What says that a value wasn't drawn for this use. Where nothing is known of it, nothing is said.
    fn not_drawn(&self, name: &str) -> Option<String> {
        match self.parameter(name)? {
            "drawn" => None,
            source => Some(format!("has an {name} that is {source}")),
        }
    }

    /// Whether its algorithm's name begins so, up to a hyphen or a digit.
    fn is_a(&self, name: &str) -> bool {
        let head = self.algorithm.get(..name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
    }

    /// What a key derivation costs, in the unit of its algorithm.
    fn cost(&self) -> Option<u64> {
        ["iterations", "cost", "n", "memory_kib"]
            .into_iter()
            .find_map(|name| self.number(name))
    }

    /// How many bits its key has: told, or the number in the cipher's name.
    fn bits(&self) -> Option<u64> {
        self.number("bits").or_else(|| {
            let parts = self.algorithm.split('-');
            parts.filter_map(|part| part.parse().ok()).next()
        })
    }
}

/// Whether a name has a part between hyphens, slashes or underscores. `3des` and `des-ede3` are both `des`, `rc4-40` is `rc4`.
fn has_part(algorithm: &str, part: &str) -> bool {
    let algorithm = algorithm.to_ascii_lowercase();
    let part = part.to_ascii_lowercase();
    algorithm == part
        || algorithm
            .split(['-', '/', '_', ' '])
            .any(|word| word == part || (part == "des" && word == "3des"))
        || (part.contains('-') && algorithm.contains(&part))
}

pub(super) fn random_bytes(least: u64, scene: &Scene<'_>) -> Finding {
    let (drawn, events) = drawn(scene);
    let text = format!("{drawn} bytes came from the secure random source; {least} are asked for");
    Finding::new(drawn >= least, text, events)
}

/// How many bytes the calls drew from the secure source, and the events that show it.
fn drawn(scene: &Scene<'_>) -> (u64, Vec<u32>) {
    let mut drawn = 0u64;
    let mut events = Vec::new();
    for event in &scene.events {
        if let Operation::RandomSecure { bytes } = event.operation
            && scene.is_in_calls(event)
        {
            drawn = drawn.saturating_add(bytes);
            events.push(event.seq);
        }
    }
    (drawn, events)
}

pub(super) fn random(scope: &RandomScope, scene: &Scene<'_>) -> Finding {
    let weak: Vec<_> = scene
        .events
        .iter()
        .filter(|event| matches!(event.operation, Operation::RandomWeak { .. }))
        .collect();
    if let (true, Some(first)) = (scope.no_weak, weak.first()) {
        let text = match &first.operation {
            Operation::RandomWeak { generator, .. } => format!(
                "numbers came from {}, which isn't meant for cryptography",
                shorten(generator, 100)
            ),
            _ => String::new(),
        };
        return Finding::new(false, text, weak.iter().map(|event| event.seq).collect());
    }
    random_bytes(scope.secure_bytes_at_least, scene)
}

pub(super) fn constant_time(wanted: bool, scene: &Scene<'_>) -> Finding {
    let events: Vec<u32> = scene
        .events
        .iter()
        .filter(|event| {
            scene.is_in_calls(event)
                && matches!(&event.operation, Operation::Crypto { how, .. } if how == "compare")
        })
        .map(|event| event.seq)
        .collect();
    let text = match events.is_empty() {
        true => "nothing was compared in constant time".to_owned(),
        false => format!("{} comparisons were made in constant time", events.len()),
    };
    Finding::new(events.is_empty() != wanted, text, events)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::has_part;
    use crate::evaluate::staging::holds;

    fn crypto(rule: Json, how: &str, algorithm: &str, parameters: &str) -> bool {
        let event = json!({"kind": "crypto", "how": how, "algorithm": algorithm, "parameters": parameters, "uses": 1});
        holds(json!({"crypto": rule}), json!([event]))
    }

    #[test]
    fn names_have_parts() {
        for (algorithm, part) in [
            ("md5", "MD5"),
            ("pbkdf2-sha1", "sha1"),
            ("aes-128-ecb", "ecb"),
            ("des-ede3-cbc", "des"),
            ("rc4-40", "rc4"),
        ] {
            assert!(has_part(algorithm, part), "{algorithm}");
        }
        for (algorithm, part) in [("aes-128-cbc", "des"), ("sha128", "sha1"), ("x", "")] {
            assert!(!has_part(algorithm, part), "{algorithm}");
        }
    }

    #[test]
    fn algorithms_are_forbidden() {
        let rule = || json!({"forbid": ["md5", "sha1", "ecb"], "for": ["hash", "cipher", "sign"]});
        assert!(!crypto(rule(), "hash", "md5", ""));
        assert!(crypto(rule(), "hash", "sha256", ""));
        assert!(!crypto(rule(), "cipher", "aes-128-ecb", "encrypt"));
        assert!(crypto(rule(), "hmac", "sha1", ""));
        assert!(!crypto(rule(), "sign", "rsa-pss", "bits=2048 hash=sha1"));
        assert!(!holds(json!({"crypto": {"required": true}}), json!([])));
    }

    #[test]
    fn costs_and_sizes_are_bounded() {
        let min = || json!({"min": {"pbkdf2": 100000, "bcrypt": 10}, "min_bits": {"rsa": 2048, "aes": 128}});
        assert!(!crypto(min(), "kdf", "pbkdf2-sha256", "iterations=1000"));
        assert!(crypto(min(), "kdf", "pbkdf2-sha256", "iterations=100000"));
        assert!(!crypto(min(), "kdf", "bcrypt", "cost=4"));
        assert!(!crypto(min(), "sign", "rsa-pss", "bits=1024 hash=sha256"));
        assert!(crypto(min(), "keygen", "rsa", "bits=2048"));
        assert!(crypto(min(), "cipher", "aes-256-gcm", "encrypt"));
    }

    #[test]
    fn provenance_is_asked_for() {
        let iv = || json!({"iv": "fresh"});
        assert!(crypto(iv(), "cipher", "aes-128-cbc", "encrypt iv=drawn"));
        assert!(!crypto(
            iv(),
            "cipher",
            "aes-128-cbc",
            "encrypt iv=constant"
        ));
        assert!(!crypto(
            iv(),
            "cipher",
            "aes-128-cbc",
            "encrypt iv=repeated"
        ));
        assert!(crypto(iv(), "cipher", "aes-128-cbc", "decrypt iv=given"));
        let salt = || json!({"salt": "fresh"});
        assert!(!crypto(
            salt(),
            "kdf",
            "scrypt",
            "n=1 r=1 p=1 salt=constant"
        ));
        let key = || json!({"key": "not_constant"});
        assert!(!crypto(key(), "hmac", "sha256", "key=constant"));
        assert!(crypto(key(), "hmac", "sha256", "key=given"));
    }

    #[test]
    fn randomness_and_comparisons() {
        let secure = json!({"kind": "random.secure", "bytes": 16});
        let weak = json!({"kind": "random.weak", "generator": "mt19937", "draws": 1});
        let rule = json!({"random": {"secure_bytes_at_least": 16, "no_weak": true}});
        assert!(holds(rule.clone(), json!([secure])));
        assert!(!holds(rule.clone(), json!([])));
        assert!(!holds(rule, json!([secure, weak])));
        let compare =
            json!({"kind": "crypto", "how": "compare", "algorithm": "constant-time", "uses": 1});
        assert!(holds(
            json!({"constant_time_compare": true}),
            json!([compare])
        ));
        assert!(!holds(json!({"constant_time_compare": true}), json!([])));
        assert!(!holds(
            json!({"constant_time_compare": false}),
            json!([compare])
        ));
    }
}
