//! The Roland-Morris disability questionnaire, word for word: Roland MO, Morris RW, "A study of the natural history of back pain. Part 1:
//! Development of a reliable and sensitive measure of disability in low back pain", Spine 1983;8:141-144. Its authors let anybody use it in
//! this form without permission. A score is only comparable where the words are theirs: nothing here may be changed, or put into other
//! words.

/// What is said before it.
pub const INTRODUCTION: &str = "When your back hurts, you may find it difficult to do some of the things you normally do. This list \
    contains sentences that people have used to describe themselves when they have back pain. As you read the list, think of yourself \
    today. Say yes to a sentence that describes you today, and no to one that doesn't. Only say yes if you are sure it describes you \
    today.";

/// The statements, in their order.
pub const STATEMENTS: [&str; 24] = [
    "I stay at home most of the time because of my back.",
    "I change position frequently to try and get my back comfortable.",
    "I walk more slowly than usual because of my back.",
    "Because of my back I am not doing any of the jobs that I usually do around the house.",
    "Because of my back, I use a handrail to get upstairs.",
    "Because of my back, I lie down to rest more often.",
    "Because of my back, I have to hold on to something to get out of an easy chair.",
    "Because of my back, I try to get other people to do things for me.",
    // "then" in the form that its authors give out.
    "I get dressed more slowly than usual because of my back.",
    "I only stand for short periods of time because of my back.",
    "Because of my back, I try not to bend or kneel down.",
    "I find it difficult to get out of a chair because of my back.",
    "My back is painful almost all the time.",
    "I find it difficult to turn over in bed because of my back.",
    "My appetite is not very good because of my back pain.",
    "I have trouble putting on my socks (or stockings) because of the pain in my back.",
    "I only walk short distances because of my back.",
    "I sleep less well because of my back.",
    "Because of my back pain, I get dressed with help from someone else.",
    "I sit down for most of the day because of my back.",
    "I avoid heavy jobs around the house because of my back.",
    "Because of my back pain, I am more irritable and bad tempered with people than usual.",
    "Because of my back, I go upstairs more slowly than usual.",
    "I stay in bed most of the time because of my back.",
];

/// How to answer.
pub const HOW: &str =
    "Answer with y (yes) or n (no); b goes back to the one before, q leaves without keeping anything.";
/// The same again, when something else was answered.
pub const AGAIN: &str = "y, n, b or q, please.";
/// Nothing was kept.
pub const LEFT: &str = "Left, and nothing was kept.";
/// Nobody ever answered.
pub const NONE_YET: &str = "No questionnaire yet: `supple questionnaire` asks one.";
