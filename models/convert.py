#!/usr/bin/env python3
"""Make Supple's three ONNX files from the two TFLite models of MediaPipe Pose.

The flow:

    mediapipe wheel ─┬─ pose_detection.tflite ── densify ── tf2onnx ───────────── pose_detector.onnx
       (PyPI)        └─ pose_landmark_full.tflite ───────── tf2onnx ── split ─┬── pose_landmark_trunk.onnx
                                                                              └── pose_mask_head.onnx

Every file that comes in is pinned by its SHA-256, every file that goes out is byte for byte the same on each run, and the
results are compared with what the TFLite interpreter makes of the original models. Nothing is trained, pruned or quantized.

    python convert.py --out .                   make the files, check them, print the table for README.md
    python convert.py --out . --check-only      write nothing: fail unless the files in DIR are the ones made here
    python convert.py --out . --check-only --time --picture photo.jpg
"""

import argparse
import hashlib
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

# TensorFlow reads these when it is imported: silence its start-up messages, and do not look for a graphics card.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
# ONNX Runtime sends telemetry from version 1.29.0 on unless this is set before it is imported. The one pinned is older; whoever
# tries a newer one sends nothing either.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import flatbuffers
import numpy as np
import onnx
import onnxruntime
import tensorflow as tf
import tf2onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from tensorflow.lite.python import schema_py_generated as tflite

Kernels = tf.lite.experimental.OpResolverType

MEDIAPIPE = "mediapipe==0.10.21"
WHEEL_TAGS = ["--python-version=3.11", "--implementation=cp", "--abi=cp311", "--platform=manylinux_2_28_x86_64"]
WHEEL_SHA256 = "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3"

DETECTOR_TFLITE = "mediapipe/modules/pose_detection/pose_detection.tflite"
LANDMARK_TFLITE = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"
TFLITE_SHA256 = {
    DETECTOR_TFLITE: "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    LANDMARK_TFLITE: "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
}

DETECTOR, TRUNK, HEAD = "pose_detector.onnx", "pose_landmark_trunk.onnx", "pose_mask_head.onnx"

# The names that the program uses, in the order in which the TFLite models list their outputs.
DETECTOR_OUTPUTS = ["boxes", "scores"]
LANDMARK_OUTPUTS = ["landmarks", "presence", "mask", "heatmap", "world"]
# The feature maps that the mask head needs, by shape (batch, channels, rows, columns).
FEATURES = {"features_64": [1, 48, 64, 64], "features_128": [1, 16, 128, 128]}

OPSET = 17
# ONNX Runtime 1.20 reads IR versions up to 10; opset 17 came with version 8, and nothing here needs a newer one.
IR_VERSION = 8

# How far an output may be from TFLite's, in the output's own unit. Both sides compute in float32 and differ only in the order
# of their sums, but the models amplify such differences: TFLite's own two sets of kernels (XNNPACK, which it uses by default,
# and its built-in ones) disagree as much as TFLite and ONNX Runtime do, and the printed table shows both. The limits leave a few
# times the largest value seen, which is on noise (a picture of nothing, where presence is 0), and still are too small to
# matter: a tenth of a pixel, a millimetre. A wrong conversion misses them by orders of magnitude.
# Mask logits reach from -1600 to +270 and swing by hundreds between neighbouring pixels, so the mask is compared as what it
# is used for, a probability (its sigmoid), and there a few edge pixels differ most.
TOLERANCE = {
    "boxes": 0.1,  # pixels of the 224-pixel input
    "scores": 0.01,  # logits
    "landmarks": 0.1,  # pixels of the 256-pixel input; visibility and presence are logits
    "presence": 1e-4,  # probability
    "mask": 0.1,  # probability, after the sigmoid
    "heatmap": 0.01,  # logits
    "world": 1e-3,  # metres
}


def main() -> None:
    arguments = parse_arguments()
    # tf2onnx reports its progress, and TensorFlow that its interpreter moves to another package: neither matters here.
    logging.getLogger("tf2onnx").setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", message=".*tf.lite.Interpreter is deprecated", category=UserWarning)

    with tempfile.TemporaryDirectory() as folder:
        originals = extract_tflite(arguments.wheel or download_wheel(Path(folder)), Path(folder))
        dense = Path(folder) / "pose_detection_dense.tflite"
        dense.write_bytes(densify(originals[DETECTOR_TFLITE].read_bytes()))
        detector = to_onnx(dense, DETECTOR_OUTPUTS).graph
        detector = tidy(detector, detector.input, detector.output)
        whole = to_onnx(originals[LANDMARK_TFLITE], LANDMARK_OUTPUTS)
        trunk, head = split_off_mask(whole)

        made = {name: to_bytes(model) for name, model in {DETECTOR: detector, TRUNK: trunk, HEAD: head}.items()}
        if arguments.check_only:
            paths = {name: arguments.out / name for name in made}
            differing = [name for name, path in paths.items() if not path.is_file() or path.read_bytes() != made[name]]
            if differing:
                sys.exit(f"not the files that this script makes: {', '.join(differing)}")
        else:
            arguments.out.mkdir(parents=True, exist_ok=True)
            for name, data in made.items():
                (arguments.out / name).write_bytes(data)

        compare(originals, made, to_bytes(whole), arguments.picture)
        if arguments.time:
            measure_time(made)
        print_table(made)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make Supple's ONNX files from MediaPipe's TFLite models.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the .onnx files are, or go")
    parser.add_argument("--wheel", type=Path, metavar="FILE", help=f"the wheel of {MEDIAPIPE}; fetched with pip if not given")
    parser.add_argument("--check-only", action="store_true", help="write nothing; fail if the files in DIR would change")
    parser.add_argument(
        "--picture", type=Path, action="append", default=[], metavar="FILE", help="a photo to compare on (repeatable)"
    )
    parser.add_argument("--time", action="store_true", help="also measure inference time with one thread")
    return parser.parse_args()


# Getting the originals -------------------------------------------------------------------------------------------------------


def download_wheel(folder: Path) -> Path:
    """The pinned wheel, fetched by pip for the pinned platform, whatever machine this runs on."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", *WHEEL_TAGS]
    subprocess.run([*command, "--dest", str(folder), MEDIAPIPE], check=True)
    (wheel,) = folder.glob("mediapipe-*.whl")
    return wheel


def extract_tflite(wheel: Path, folder: Path) -> dict[str, Path]:
    """Take the two models out of the wheel, each under its path inside it."""
    require_sha256(wheel.name, wheel.read_bytes(), WHEEL_SHA256)
    paths = {}
    with zipfile.ZipFile(wheel) as archive:
        for member, sha256 in TFLITE_SHA256.items():
            data = archive.read(member)
            require_sha256(member, data, sha256)
            paths[member] = folder / Path(member).name
            paths[member].write_bytes(data)
    return paths


def require_sha256(what: str, data: bytes, expected: str) -> None:
    actual = hashlib.sha256(data).hexdigest()
    if actual != expected:
        sys.exit(f"{what}: SHA-256 is {actual}, expected {expected}")


# TFLite to ONNX --------------------------------------------------------------------------------------------------------------


def densify(data: bytes) -> bytes:
    """Write the sparse weights out in full and drop the DENSIFY operators, which tf2onnx cannot read.

    A DENSIFY operator takes a constant sparse tensor and yields a dense one. The dense values become the constant data of the
    tensor that DENSIFY used to compute, so that whatever reads it need not change.
    """
    model = tflite.ModelT.InitFromPackedBuf(data, 0)
    (graph,) = model.subgraphs
    kept = []
    for operator in graph.operators:
        if model.operatorCodes[operator.opcodeIndex].builtinCode != tflite.BuiltinOperator.DENSIFY:
            kept.append(operator)
            continue
        sparse, dense = graph.tensors[operator.inputs[0]], graph.tensors[operator.outputs[0]]
        values = dense_values(sparse, model.buffers[sparse.buffer])
        model.buffers[sparse.buffer].data = np.frombuffer(values.tobytes(), np.uint8)
        dense.buffer = sparse.buffer
        sparse.sparsity = None
    print(f"detector: {len(graph.operators) - len(kept)} sparse tensors made dense")
    graph.operators = kept

    builder = flatbuffers.Builder(len(data))
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def dense_values(tensor: tflite.TensorT, buffer: tflite.BufferT) -> np.ndarray:
    """The values of a half-precision tensor whose last dimension is stored as compressed sparse rows.

    Row r holds the values number segments[r] to segments[r + 1], and indices says in which column each of them stands.
    """
    sparsity = tensor.sparsity
    *outer, last = sparsity.dimMetadata
    shape = tuple(tensor.shape)
    supported = (
        tensor.type == tflite.TensorType.FLOAT16
        and list(sparsity.traversalOrder) == list(range(len(shape)))
        and (sparsity.blockMap is None or len(sparsity.blockMap) == 0)
        and all(dimension.format == tflite.DimensionType.DENSE for dimension in outer)
        and tuple(dimension.denseSize for dimension in outer) == shape[:-1]
        and last.format == tflite.DimensionType.SPARSE_CSR
    )
    if not supported:
        sys.exit(f"{tensor.name.decode()}: stored sparsely in a way that this script does not know")

    stored = np.frombuffer(bytes(buffer.data), np.float16)
    segments = np.asarray(last.arraySegments.values, np.int64)
    indices = np.asarray(last.arrayIndices.values, np.int64)
    rows = np.repeat(np.arange(len(segments) - 1), np.diff(segments))
    if not len(stored) == len(indices) == len(rows):
        sys.exit(f"{tensor.name.decode()}: {len(stored)} values, {len(indices)} indices, {len(rows)} places in its rows")

    dense = np.zeros((int(np.prod(shape[:-1])), shape[-1]), np.float16)
    dense[rows, indices] = stored
    return dense.reshape(shape)


def to_onnx(path: Path, output_names: list[str]) -> onnx.ModelProto:
    """Convert with tf2onnx; name the one input `image` and the outputs as given."""
    model, _ = tf2onnx.convert.from_tflite(str(path), opset=OPSET)
    (image,) = model.graph.input
    new_names = {image.name: "image"}
    new_names |= {output.name: name for output, name in zip(model.graph.output, output_names, strict=True)}
    rename(model.graph, new_names)
    return model


# Cutting the landmark model in two -------------------------------------------------------------------------------------------


def split_off_mask(whole: onnx.ModelProto) -> tuple[onnx.ModelProto, onnx.ModelProto]:
    """The landmark model without its segmentation branch, and that branch alone.

    ONNX Runtime computes every node, whatever outputs it is asked for, so a mask that is not wanted must be in another file.
    The branch is what the mask needs and no other output does; the tensors that cross into it become outputs of the trunk.
    """
    graph = onnx.shape_inference.infer_shapes(whole, strict_mode=True).graph
    outputs = {output.name: output for output in graph.output}
    mask = outputs.pop("mask")
    made_in_trunk = {name for node in computation(graph, outputs) for name in node.output}
    branch = computation(graph, ["mask"], given=made_in_trunk)
    crossing = {name for node in branch for name in node.input} & made_in_trunk
    shapes = {info.name: shape_of(info) for info in graph.value_info}
    name_by_shape = {tuple(shape): name for name, shape in FEATURES.items()}
    if sorted(tuple(shapes[name]) for name in crossing) != sorted(name_by_shape):
        sys.exit(f"the mask branch is fed by {[shapes[name] for name in crossing]}, expected {list(FEATURES.values())}")
    rename(graph, {name: name_by_shape[tuple(shapes[name])] for name in crossing})

    features = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in FEATURES.items()]
    print(f"landmark model: {len(branch)} of {len(graph.node)} nodes cut off for the mask head")
    trunk = tidy(graph, graph.input, [*outputs.values(), *features])
    return trunk, tidy(graph, features, [mask])


def computation(graph: onnx.GraphProto, wanted: Iterable[str], given: Iterable[str] = ()) -> list[onnx.NodeProto]:
    """The nodes that have to run to get the wanted tensors from the given ones, each after those that it reads from.

    The order follows from the graph's connections alone, because tf2onnx lists independent nodes in an order that changes from
    one run of Python to the next.
    """
    maker = {name: node for node in graph.node for name in node.output}
    ordered, done = [], set(given)

    def visit(tensor: str) -> None:
        if tensor in maker and tensor not in done:
            node = maker[tensor]
            for name in node.input:
                visit(name)
            done.update(node.output)
            ordered.append(node)

    for tensor in wanted:
        visit(tensor)
    return ordered


def shape_of(info: onnx.ValueInfoProto) -> list[int]:
    return [dimension.dim_value for dimension in info.type.tensor_type.shape.dim]


def rename(graph: onnx.GraphProto, new_names: dict[str, str]) -> None:
    for node in graph.node:
        node.input[:] = [new_names.get(name, name) for name in node.input]
        node.output[:] = [new_names.get(name, name) for name in node.output]
    for item in [*graph.input, *graph.output, *graph.initializer, *graph.value_info]:
        item.name = new_names.get(item.name, item.name)


# The same bytes every time ---------------------------------------------------------------------------------------------------


def tidy(graph: onnx.GraphProto, inputs, outputs) -> onnx.ModelProto:
    """Rebuild the part of a graph that leads from inputs to outputs, in a form that depends on nothing but its content.

    Nodes are numbered by kind in their order of computation, constants are named after their first reader and the role that
    ONNX gives them there (`Conv_3.W`), equal constants are stored once, and no names, notes or paths of the tools that made
    the graph remain.
    """
    given, wanted = [item.name for item in inputs], [item.name for item in outputs]
    constants = {initializer.name: numpy_helper.to_array(initializer) for initializer in graph.initializer}

    nodes, initializers, names, stored, count = [], [], {name: name for name in given}, {}, {}
    for old in computation(graph, wanted, given):
        number = count[old.op_type] = count.get(old.op_type, -1) + 1
        node = helper.make_node(old.op_type, [], [], name=f"{old.op_type}_{number}", domain=old.domain)
        node.attribute.extend(sorted(old.attribute, key=lambda attribute: attribute.name))

        roles = onnx.defs.get_schema(old.op_type, OPSET, old.domain).inputs
        for position, name in enumerate(old.input):
            if name in constants:
                role = roles[min(position, len(roles) - 1)]  # the last role may repeat, as in Concat
                value = constants[name]
                key = (value.dtype.str, value.shape, value.tobytes())
                if key not in stored:
                    stored[key] = store(value, f"{node.name}.{role.name}", initializers, nodes)
                node.input.append(stored[key])
            else:
                node.input.append(names[name] if name else "")
        (output,) = old.output
        names[output] = output if output in wanted else node.name
        node.output.append(names[output])
        nodes.append(node)

    tidied = helper.make_graph(nodes, "graph", inputs, outputs, initializers)
    model = helper.make_model(tidied, producer_name="supple", ir_version=IR_VERSION)
    del model.opset_import[:]
    model.opset_import.append(helper.make_opsetid("", OPSET))
    onnx.checker.check_model(model, full_check=True)
    return model


def store(value: np.ndarray, name: str, initializers: list, nodes: list) -> str:
    """Add a constant to the model, as half precision where that loses nothing, and return its name.

    The weights are half precision in the TFLite files. ONNX Runtime casts them once, when it loads the model, so inference is
    as fast as with float32. A value that half precision cannot hold exactly stays float32, and so do single numbers.
    """
    if value.dtype == np.float32 and value.ndim > 0:
        with np.errstate(over="ignore"):
            half = value.astype(np.float16)
        if half.astype(np.float32).tobytes() == value.tobytes():
            initializers.append(numpy_helper.from_array(half, f"{name}.half"))
            nodes.append(helper.make_node("Cast", [f"{name}.half"], [name], name=f"{name}.cast", to=TensorProto.FLOAT))
            return name
        print(f"kept as float32, not exact in half precision: {name} {list(value.shape)}")
    initializers.append(numpy_helper.from_array(value, name))
    return name


def to_bytes(model: onnx.ModelProto) -> bytes:
    return model.SerializeToString(deterministic=True)


# Checking --------------------------------------------------------------------------------------------------------------------


def compare(originals: dict[str, Path], made: dict[str, bytes], whole: bytes, pictures: list[Path]) -> None:
    """Print the largest difference between TFLite and ONNX Runtime for each output, and fail if one is too large."""
    detector, trunk, head = (session(made[name]) for name in (DETECTOR, TRUNK, HEAD))
    uncut = session(whole)
    from_tflite, within_tflite = dict.fromkeys(TOLERANCE, 0.0), dict.fromkeys(TOLERANCE, 0.0)
    from_uncut, moved_pixels = 0.0, 0
    inputs = list(check_pictures(pictures))
    for name, picture in inputs:
        small, large = letterbox(picture, 224) * 2 - 1, letterbox(picture, 256)
        actual = run(detector, {"image": small})
        landmark = run(trunk, {"image": large})
        landmark |= run(head, {name: landmark[name] for name in FEATURES})
        actual |= landmark
        unsplit = run(uncut, {"image": large})
        from_uncut = max(from_uncut, *(difference(landmark[name], unsplit[name]) for name in LANDMARK_OUTPUTS))

        expected, alternative = (
            dict(zip(DETECTOR_OUTPUTS, run_tflite(originals[DETECTOR_TFLITE], small, kernels)))
            | dict(zip(LANDMARK_OUTPUTS, run_tflite(originals[LANDMARK_TFLITE], large, kernels)))
            for kernels in (Kernels.AUTO, Kernels.BUILTIN_WITHOUT_DEFAULT_DELEGATES)
        )
        moved_pixels = max(moved_pixels, np.count_nonzero((actual["mask"] > 0) != (expected["mask"] > 0)))
        for values in (actual, expected, alternative):
            values["mask"] = sigmoid(values["mask"])
        for output in TOLERANCE:
            from_tflite[output] = max(from_tflite[output], difference(actual[output], expected[output]))
            within_tflite[output] = max(within_tflite[output], difference(alternative[output], expected[output]))
        print(f"{name}: best detection logit {actual['scores'].max():.2f}, presence {actual['presence'].item():.4f}")

    print(f"\nLargest differences on {len(inputs)} inputs:\n")
    print("| output | ONNX Runtime from TFLite | TFLite's own kernels from each other | limit |\n|---|---|---|---|")
    for output, limit in TOLERANCE.items():
        print(f"| `{output}` | {from_tflite[output]:.2g} | {within_tflite[output]:.2g} | {limit:g} |")
    print(f"\nmask pixels that change sides of 0.5: at most {moved_pixels} of 65536 in a picture")
    print(f"trunk and head together from the whole landmark model: {from_uncut:g}")
    too_large = [output for output, limit in TOLERANCE.items() if not from_tflite[output] <= limit]
    if too_large or from_uncut > 0:
        sys.exit(f"differs too much: {', '.join(too_large) or 'the split model from the whole one'}")


def check_pictures(paths: list[Path]):
    """Three kinds of input: a seeded synthetic picture, seeded noise, and whatever photos were given."""
    random = np.random.default_rng(20250131)
    coarse = random.integers(0, 256, (12, 16, 3), np.uint8)
    yield "synthetic picture", Image.fromarray(coarse).resize((640, 480), Image.Resampling.BICUBIC)
    for number in (1, 2):
        yield f"noise {number}", Image.fromarray(random.integers(0, 256, (480, 640, 3), np.uint8))
    for path in paths:
        yield path.name, Image.open(path).convert("RGB")


def letterbox(picture: Image.Image, side: int) -> np.ndarray:
    """The picture in the middle of a black square, as [1, side, side, 3] in 0 to 1."""
    scale = side / max(picture.size)
    small = picture.resize([round(length * scale) for length in picture.size], Image.Resampling.BILINEAR)
    square = Image.new("RGB", (side, side))
    square.paste(small, ((side - small.width) // 2, (side - small.height) // 2))
    return np.asarray(square, np.float32)[None] / 255


def run_tflite(path: Path, image: np.ndarray, kernels: Kernels) -> list[np.ndarray]:
    interpreter = tf.lite.Interpreter(str(path), num_threads=1, experimental_op_resolver_type=kernels)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], image)
    interpreter.invoke()
    return [interpreter.get_tensor(output["index"]) for output in interpreter.get_output_details()]


def session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run(model: onnxruntime.InferenceSession, inputs: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    names = [output.name for output in model.get_outputs()]
    return dict(zip(names, model.run(names, inputs)))


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(logits, -80, 80)))


def difference(one: np.ndarray, other: np.ndarray) -> float:
    if one.shape != other.shape:
        sys.exit(f"shape {one.shape} instead of {other.shape}")
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        sys.exit("an output is not a finite number")
    return float(np.abs(one - other).max())


def measure_time(made: dict[str, bytes], runs: int = 200) -> None:
    """Print how long one inference takes: the median, and the fastest, which a busy machine disturbs least."""
    print("\n| file | median, ms | fastest, ms |\n|---|---|---|")
    random = np.random.default_rng(1)
    for name, data in made.items():
        model = session(data)
        inputs = {item.name: random.random(item.shape, np.float32) for item in model.get_inputs()}
        run(model, inputs)
        times = []
        for _ in range(runs):
            start = time.perf_counter()
            run(model, inputs)
            times.append(1000 * (time.perf_counter() - start))
        print(f"| `{name}` | {statistics.median(times):.1f} | {min(times):.1f} |")


def print_table(made: dict[str, bytes]) -> None:
    source = {DETECTOR: DETECTOR_TFLITE, TRUNK: LANDMARK_TFLITE, HEAD: LANDMARK_TFLITE}
    print("\n| file | source | licence | bytes | SHA-256 |\n|---|---|---|---|---|")
    for name, data in made.items():
        sha256 = hashlib.sha256(data).hexdigest()
        print(f"| `{name}` | PyPI `{MEDIAPIPE}`, `{source[name]}` | Apache-2.0 | {len(data)} | `{sha256}` |")


if __name__ == "__main__":
    main()
