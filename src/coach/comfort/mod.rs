//! A person's own comfortable range: how deep their body goes in a stretch, where that is less than the stretch asks for.
//!
//! ```text
//! ComfortLimits (kept) → Comfort: what is asked of this person today → targets with nearer shallow ends → judge
//!                           ↑ found: rested short of a range, all else right, after being asked once
//!                           ↑ held well deeper: 5 % of the way deeper from the next session on
//!                           ↑ hurt: shallower than where it hurt
//! ```
//!
//! Only targets whose file says which way is deeper have such limits, only the shallow end of a range moves, and never nearer to rest than lets the
//! pose be told from it. `docs/comfort.md` says why all this is as it is.

mod attempt;
mod limits;
mod own;
#[cfg(test)]
mod tests;

pub(super) use attempt::{Attempt, Depths};
pub use limits::{ComfortLimits, ComfortOf, OwnLimit};
pub(super) use own::Care;
