//! QTI: items of 1EdTech (IMS), alone or in content packages.

mod node;
mod processing;
mod tree;
