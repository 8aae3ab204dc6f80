//! Several things at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::app::stop::Stop;

/// Does `work` for each of `count` things, so many at once, until somebody stops it. What came of each, in order; `None` of those that
/// were not begun, and of one that broke off unexpectedly.
pub fn each<T: Send>(count: usize, jobs: usize, stop: &Stop, work: impl Fn(usize) -> T + Sync) -> Vec<Option<T>> {
    let next = AtomicUsize::new(0);
    let outcomes: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::new(None)).collect();
    let do_some = || {
        while !stop.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(place) = outcomes.get(index) else { break };
            let outcome = work(index);
            if let Ok(mut place) = place.lock() {
                *place = Some(outcome);
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.min(count)).map(|_| scope.spawn(do_some)).collect();
        // One that broke off has left its place empty.
        for worker in workers {
            drop(worker.join());
        }
    });
    outcomes.into_iter().map(|place| place.into_inner().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_done_once_and_comes_back_in_order() {
        for jobs in [1, 3, 20] {
            let all: Vec<_> = (0..7).map(|index| Some(index * 2)).collect();
            assert_eq!(each(7, jobs, &Stop::default(), |index| index * 2), all);
        }
        assert_eq!(each(0, 4, &Stop::default(), |index| index), []);
    }

    #[test]
    fn nothing_is_begun_after_somebody_stopped_it() {
        let stop = Stop::default();
        let work = |index| {
            stop.store(index == 1, Ordering::Relaxed);
            index
        };
        assert_eq!(each(4, 1, &stop, work), [Some(0), Some(1), None, None]);
    }
}
