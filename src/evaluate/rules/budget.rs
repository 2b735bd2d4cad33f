//! What the calls used: bounds, growth with the size of inputs, evenness.

use super::Finding;
use crate::evaluate::scene::{Fault, Scene};
use crate::suite::rule::{Budget, EvenFuel, FuelBound, Growth, Resource};

pub(super) fn fuel(bound: &FuelBound, scene: &Scene<'_>, twin: u64) -> Finding {
    let most = u64::from(bound.times_twin.unwrap_or(0))
        .saturating_mul(twin)
        .saturating_add(bound.fuel);
    let used = scene.fuel();
    let text = match bound.times_twin {
        Some(_) => format!(
            "the calls used {used} fuel; at most {most} is allowed, and harmless input used {twin}"
        ),
        None => format!("the calls used {used} fuel; at most {most} is allowed"),
    };
    Finding::new(used <= most, text, Vec::new())
}

pub(super) fn budget(budget: &Budget, scene: &Scene<'_>, twin: Option<&Scene<'_>>) -> Finding {
    let name = match budget.what {
        Resource::Fuel => "fuel",
        Resource::Memory => "bytes of memory",
        Resource::Output => "bytes of output",
        Resource::Events => "events",
        Resource::Files => "created files",
    };
    let (used, other) = (
        used(budget.what, scene),
        twin.map(|twin| used(budget.what, twin)),
    );
    let most = u64::from(budget.times_twin.unwrap_or(0))
        .saturating_mul(other.unwrap_or(0))
        .saturating_add(budget.at_most);
    let harmless = other.map_or(String::new(), |other| {
        format!(", and harmless input used {other}")
    });
    let text = format!("{used} {name} were used; at most {most} are allowed{harmless}");
    Finding::new(used <= most, text, Vec::new())
}

fn used(what: Resource, scene: &Scene<'_>) -> u64 {
    let execution = scene.execution;
    match what {
        Resource::Fuel => scene.fuel(),
        Resource::Memory => execution.usage.memory,
        Resource::Output => execution
            .stdout
            .bytes
            .saturating_add(execution.stderr.bytes),
        Resource::Events => scene.events.len() as u64,
        Resource::Files => execution.usage.files,
    }
}

/// The fuel of a call; `None` if it was never made.
fn fuel_of(scene: &Scene<'_>, call: u32) -> Option<u64> {
    scene
        .execution
        .calls
        .get(call as usize)
        .map(|record| record.fuel)
}

pub(super) fn growth(rule: &Growth, scene: &Scene<'_>) -> Result<Finding, Fault> {
    if rule.calls.len() != rule.sizes.len() {
        return Err(Fault::new("a growth needs one size for each call"));
    }
    let base = match rule.base.map(|call| fuel_of(scene, call)) {
        None => 0,
        Some(Some(fuel)) => fuel,
        Some(None) => return Ok(Finding::undecided("the base call was never made")),
    };
    let mut points = Vec::new();
    let mut shown = Vec::new();
    for (call, size) in rule.calls.iter().zip(&rule.sizes) {
        let Some(fuel) = fuel_of(scene, *call) else {
            return Ok(Finding::undecided(format!("call {call} was never made")));
        };
        let work = fuel.saturating_sub(base).max(1);
        shown.push(format!("{work} for {size}"));
        points.push(((*size).max(1) as f64, work as f64));
    }
    let logarithms: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x.ln(), y.ln())).collect();
    let exponent = rounded(
        slope(&logarithms).ok_or_else(|| Fault::new("a growth needs inputs of different sizes"))?,
    );
    let text = format!(
        "fuel grows with the size of the input to the power of {exponent}; {} is the most allowed ({})",
        rule.exponent_at_most,
        shown.join(", ")
    );
    Ok(Finding::new(
        exponent <= rule.exponent_at_most,
        text,
        Vec::new(),
    ))
}

pub(super) fn even(rule: &EvenFuel, scene: &Scene<'_>) -> Result<Finding, Fault> {
    let mut fuels = Vec::new();
    for call in &rule.calls {
        match fuel_of(scene, *call) {
            Some(fuel) => fuels.push(fuel),
            None => return Ok(Finding::undecided(format!("call {call} was never made"))),
        }
    }
    let (Some(least), Some(most)) = (fuels.iter().min(), fuels.iter().max()) else {
        return Err(Fault::new("an even fuel needs calls"));
    };
    let spread = most - least;
    let mut wrong = Vec::new();
    if rule.at_most.is_some_and(|bound| spread > bound) {
        wrong.push(format!("they differ by {spread}"));
    }
    let share = rounded(spread as f64 * 100.0 / (*least).max(1) as f64);
    if rule.per_cent.is_some_and(|bound| share > bound) {
        wrong.push(format!("they differ by {share} per cent"));
    }
    if let Some(bound) = rule.per_right_byte {
        if rule.right_bytes.len() != fuels.len() {
            return Err(Fault::new(
                "an even fuel needs the right bytes of each call",
            ));
        }
        let points: Vec<(f64, f64)> = rule
            .right_bytes
            .iter()
            .zip(&fuels)
            .map(|(right, fuel)| (*right as f64, *fuel as f64))
            .collect();
        let slope =
            rounded(slope(&points).ok_or_else(|| {
                Fault::new("an even fuel needs different numbers of right bytes")
            })?);
        if slope > bound {
            wrong.push(format!(
                "each right byte costs {slope} more; {bound} is the most allowed"
            ));
        }
    }
    let fuels: Vec<String> = fuels.iter().map(u64::to_string).collect();
    let text = format!("the calls used {} fuel", fuels.join(", "));
    Ok(match wrong.is_empty() {
        true => Finding::new(true, format!("{text}, which hardly differs"), Vec::new()),
        false => Finding::new(false, format!("{text}: {}", wrong.join("; ")), Vec::new()),
    })
}

/// The slope of the line with the least squared distances; `None` where all points stand above one another.
fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let spread: f64 = points.iter().map(|p| (p.0 - x) * (p.0 - x)).sum();
    let common: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    (spread > 0.0).then(|| common / spread)
}

/// To three places: the last bits of a logarithm are the machine's own.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use crate::evaluate::Outcome;
    use crate::evaluate::staging::{execution, judged_calls, judged_with_twin};

    fn of_fuels(rule: Json, fuels: &[u64]) -> bool {
        let calls: Vec<Json> = fuels
            .iter()
            .map(|fuel| json!({"outcome": {"returned": null}, "fuel": fuel}))
            .collect();
        judged_calls(rule, fuels.len(), json!({"calls": calls})).passed()
    }

    #[test]
    fn growth_is_an_exponent() {
        let rule = |most: f64, base: Option<u32>| {
            let mut growth =
                json!({"calls": [1, 2, 3], "sizes": [1000, 2000, 4000], "exponent_at_most": most});
            if let Some(base) = base {
                growth["base"] = json!(base);
            }
            json!({"growth": growth})
        };
        let linear = [500, 1000, 2000, 4000];
        assert!(of_fuels(rule(1.0, None), &linear));
        assert!(!of_fuels(rule(0.9, None), &linear));
        let square = [500, 1000, 4000, 16000];
        assert!(of_fuels(rule(2.0, None), &square));
        assert!(!of_fuels(rule(1.9, None), &square));
        // What every call costs hides the growth until it is taken off.
        let hidden: Vec<u64> = [0, 1000, 4000, 16000]
            .iter()
            .map(|f| f + 1_000_000)
            .collect();
        assert!(of_fuels(rule(1.5, None), &hidden));
        assert!(!of_fuels(rule(1.5, Some(0)), &hidden));
        let verdict = judged_calls(rule(1.0, None), 4, json!({}));
        assert_eq!(verdict.outcome, Outcome::Fail, "call 1 was never made");
    }

    #[test]
    fn fuel_is_even() {
        let even = |rule: Json, fuels: &[u64]| of_fuels(json!({"even_fuel": rule}), fuels);
        assert!(even(json!({"calls": [0, 1], "at_most": 10}), &[100, 110]));
        assert!(!even(json!({"calls": [0, 1], "at_most": 9}), &[100, 110]));
        assert!(even(
            json!({"calls": [0, 1], "per_cent": 10.0}),
            &[100, 110]
        ));
        assert!(!even(
            json!({"calls": [0, 1], "per_cent": 9.5}),
            &[100, 110]
        ));
        let slope = |most: f64| json!({"calls": [0, 1, 2], "right_bytes": [0, 8, 16], "per_right_byte": most});
        assert!(!even(slope(2.0), &[100, 140, 180]));
        assert!(even(slope(5.0), &[100, 140, 180]));
        assert!(even(slope(2.0), &[100, 120, 100]));
    }

    #[test]
    fn budgets_are_kept() {
        let budget = |budget: Json, own: Json, twin: Json| {
            judged_with_twin(json!({"budget": budget}), own, twin).passed()
        };
        let usage =
            |memory: u64| json!({"usage": {"fuel": 1, "memory": memory, "events": 0, "files": 2}});
        assert!(budget(
            json!({"what": "memory", "times_twin": 2}),
            usage(200),
            usage(100)
        ));
        assert!(!budget(
            json!({"what": "memory", "times_twin": 2}),
            usage(201),
            usage(100)
        ));
        assert!(budget(
            json!({"what": "memory", "times_twin": 2, "at_most": 1}),
            usage(201),
            usage(100)
        ));
        assert!(budget(
            json!({"what": "files", "at_most": 2}),
            usage(1),
            usage(1)
        ));
        let output =
            json!({"stdout": {"text": "", "bytes": 5}, "stderr": {"text": "", "bytes": 5}});
        assert!(!budget(
            json!({"what": "output", "at_most": 9}),
            output.clone(),
            json!({})
        ));
        assert!(budget(
            json!({"what": "output", "at_most": 10}),
            output,
            json!({})
        ));
        let sleeps = json!({"trace": [{"kind": "clock.sleep", "nanoseconds": 1}]});
        assert!(!budget(
            json!({"what": "events", "at_most": 0}),
            sleeps,
            json!({})
        ));
        assert!(!budget(
            json!({"what": "fuel", "at_most": 99}),
            json!({}),
            json!({})
        ));
        assert_eq!(execution(json!({})).calls[0].fuel, 100);
    }
}
