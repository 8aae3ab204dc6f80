//! Google's BlazePose pipeline, pure: everything between a frame and a pose except running the networks.
