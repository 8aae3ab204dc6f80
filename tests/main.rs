//! All integration tests but `steady_state`, in one program, so that there is one to link. `cargo test --test all NAME` runs those of a
//! module or with a name, `-- --skip footage` leaves the slow ones out.
//!
//! What a test needs and the project doesn't hold, `build.rs` looks for.

mod acquisition;
mod aims;
mod analyze;
mod any_input;
mod bad_input;
mod boundaries;
mod comfort;
mod command_line;
mod confined;
mod cues;
mod documented_commands;
mod documents;
mod economy;
mod evaluate;
mod exports;
mod footage;
mod footage_learn;
mod footage_measures;
mod footage_spine;
mod history;
mod history_json;
mod history_kill;
mod house;
mod long_day;
mod manual;
mod models;
mod on_disk;
mod onnx_graph;
mod past_year;
mod people;
mod photo_parity;
mod photo_ranges;
mod pictures;
mod pose_models;
mod privacy;
mod properties;
mod recordings;
mod reports;
mod routine_files;
mod schema;
mod sessions;
mod settings;
mod slow_machines;
mod sources;
mod today;
mod traces;
mod translations;
mod wording;
