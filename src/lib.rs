//! Supple, a stretch coach for people with a sore back.
pub mod app;
pub mod args;
pub mod blazepose;
pub mod coach;
pub mod device;
pub mod frame;
pub mod latest;
pub mod pose_model;
pub mod seam;
pub mod stretch_file;
pub mod time;
pub mod view;
