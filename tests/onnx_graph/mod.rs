//! Writes small ONNX files: just enough of the protobuf encoding for a graph of constants and simple operators.
//!
//! Source of the field numbers: `onnx.proto3` of ONNX 1.16 (`ModelProto`, `GraphProto`, `NodeProto`, `TensorProto`,
//! `ValueInfoProto`, `AttributeProto`, `OperatorSetIdProto`), and the encoding guide of Protocol Buffers.

#![allow(clippy::cast_possible_wrap, reason = "ONNX counts in signed numbers; these are small")]

/// The type of a tensor's elements, by its number in `TensorProto.DataType`.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    Float = 1,
    Uint8 = 2,
    Int32 = 6,
}

fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A field with a whole number.
fn number(field: u64, value: i64) -> Vec<u8> {
    let mut out = Vec::new();
    varint(field << 3, &mut out);
    varint(value as u64, &mut out);
    out
}

/// A field with a message, text or bytes.
fn message(field: u64, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(field << 3 | 2, &mut out);
    varint(bytes.len() as u64, &mut out);
    out.extend_from_slice(bytes);
    out
}

/// `ValueInfoProto`: a tensor's name, type and shape; a length below zero is left open.
fn value_info(name: &str, of: Type, shape: &[i64]) -> Vec<u8> {
    let dimension = |&length: &i64| {
        let length = if length < 0 { message(2, b"open") } else { number(1, length) };
        message(1, &length)
    };
    let shape: Vec<u8> = shape.iter().flat_map(dimension).collect();
    let tensor = [number(1, of as i64), message(2, &shape)].concat();
    [message(1, name.as_bytes()), message(2, &message(1, &tensor))].concat()
}

/// `TensorProto`: a named constant.
fn tensor(name: &str, of: Type, shape: &[i64], raw: &[u8]) -> Vec<u8> {
    let shape: Vec<u8> = shape.iter().flat_map(|&length| number(1, length)).collect();
    [shape, number(2, of as i64), message(8, name.as_bytes()), message(9, raw)].concat()
}

/// A graph in the making.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: Vec<u8>,
    constants: Vec<u8>,
    inputs: Vec<u8>,
    outputs: Vec<u8>,
}

impl Graph {
    pub fn input(mut self, name: &str, of: Type, shape: &[i64]) -> Self {
        self.inputs.extend(message(11, &value_info(name, of, shape)));
        self
    }

    pub fn output(mut self, name: &str, of: Type, shape: &[i64]) -> Self {
        self.outputs.extend(message(12, &value_info(name, of, shape)));
        self
    }

    pub fn floats(mut self, name: &str, shape: &[i64], values: &[f32]) -> Self {
        assert_eq!(shape.iter().product::<i64>(), values.len() as i64);
        let raw: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.constants.extend(message(5, &tensor(name, Type::Float, shape, &raw)));
        self
    }

    /// A node with whole-number attributes.
    pub fn node(mut self, operator: &str, inputs: &[&str], output: &str, attributes: &[(&str, i64)]) -> Self {
        const INT: i64 = 2;
        let mut node: Vec<u8> = inputs.iter().flat_map(|input| message(1, input.as_bytes())).collect();
        node.extend(message(2, output.as_bytes()));
        node.extend(message(3, format!("make_{output}").as_bytes()));
        node.extend(message(4, operator.as_bytes()));
        for (name, value) in attributes {
            let attribute = [message(1, name.as_bytes()), number(3, *value), number(20, INT)].concat();
            node.extend(message(5, &attribute));
        }
        self.nodes.extend(message(1, &node));
        self
    }

    /// The ONNX file.
    pub fn model(self) -> Vec<u8> {
        const IR_VERSION: i64 = 8;
        const OPERATORS: i64 = 13;
        let graph = [self.nodes, message(2, b"test"), self.constants, self.inputs, self.outputs].concat();
        let operators = [message(1, b""), number(2, OPERATORS)].concat();
        [number(1, IR_VERSION), message(2, b"supple tests"), message(7, &graph), message(8, &operators)].concat()
    }
}
