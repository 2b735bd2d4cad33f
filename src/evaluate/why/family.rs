//! Which weaknesses belong together: a guard against one is expected to hold against its relatives.

/// Families of weaknesses, each by the kind of guard that stops its attacks. A weakness that stands in none is its own family.
const FAMILIES: &[&[u32]] = &[
    // Paths, and links that stand for paths.
    &[
        22, 23, 24, 25, 26, 27, 28, 29, 36, 37, 38, 39, 40, 41, 59, 61, 62, 73, 98, 434, 552,
    ],
    // Commands and their arguments.
    &[74, 77, 78, 88],
    // Markup.
    &[79, 80, 81, 82, 83, 84, 85, 86, 87, 116, 184],
    // Queries.
    &[89, 90, 91, 564, 643, 652, 943],
    // Lines of logs and headers, and what terminals make of them.
    &[93, 113, 117, 144, 150],
    // Code, templates and objects made from text.
    &[94, 95, 96, 502, 915, 1321, 1336],
    // Documents that name others.
    &[611, 827],
    // Work and memory out of proportion.
    &[
        400, 405, 407, 409, 606, 674, 770, 776, 789, 834, 835, 1050, 1333,
    ],
    // Numbers out of range or of another kind.
    &[
        20, 128, 129, 190, 191, 192, 194, 195, 196, 197, 681, 704, 839, 1284, 1285, 1287,
    ],
    // Requests to hosts that the program must not reach.
    &[441, 601, 918],
    // Using something twice.
    &[294, 384, 613, 837],
    // Who may do what.
    &[
        269, 284, 285, 287, 288, 290, 306, 345, 346, 347, 352, 639, 862, 863,
    ],
];

/// Whether two weaknesses call for the same kind of guard.
pub(super) fn related(one: Option<u32>, other: Option<u32>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one == other
                || FAMILIES
                    .iter()
                    .any(|family| family.contains(&one) && family.contains(&other))
        }
        _ => one == other,
    }
}
