namespace ActReg.MLNet.Tests;

/// <summary>Weights of PyTorch, against what PyTorch computes with them.</summary>
[TestClass]
public sealed class PyTorchWeightsTests
{
    [TestMethod]
    [DynamicData(nameof(PyTorchNetworks.Names), typeof(PyTorchNetworks))]
    public void ScoresAreThose(string name)
    {
        var (weights, _) = Import(name);
        var network = Networks.Of(PyTorchNetworks.Layers[name].Input, PyTorchNetworks.Layers[name].Layers, [.. weights.Select(weight => weight.Values)]);
        foreach (var (row, expected) in PyTorchNetworks.Rows(name).Zip(PyTorchNetworks.Expected(name)))
        {
            foreach (var (actual, value) in network.Outputs(row).Zip(expected))
                Assert.AreEqual(value, actual, 1e-6 * Math.Max(1, Math.Abs(value)), name);
        }
    }

    /// <summary>All that was read, but that a cell with one bias has all of it in the first.</summary>
    [TestMethod]
    [DynamicData(nameof(PyTorchNetworks.Names), typeof(PyTorchNetworks))]
    public void WhatIsWrittenIsWhatWasRead(string name)
    {
        var plan = PyTorchNetworks.Plan(name);
        var (weights, assignments) = Import(name);
        var written = WeightExchange.Export(new TrainedNetwork(plan, weights, [], Trainings.Settings()), WeightFormat.PyTorch);
        var read = SafeTensors.Read(PyTorchNetworks.PathOf($"{name}.safetensors")).ToDictionary(tensor => tensor.Name);
        var sources = assignments.ToDictionary(assignment => assignment.Layer, assignment => assignment.Source);
        foreach (var tensor in written)
        {
            var (layer, last) = (tensor.Name[..tensor.Name.IndexOf('.')], tensor.Name[(tensor.Name.IndexOf('.') + 1)..]);
            var source = sources[layer];
            // A layer of several is one of its own here.
            if (source.EndsWith(".l1", StringComparison.Ordinal))
                last = last.Replace("_l0", "_l1", StringComparison.Ordinal);
            var original = read[source.Replace(".l0", "", StringComparison.Ordinal).Replace(".l1", "", StringComparison.Ordinal) + "." + last];
            CollectionAssert.AreEqual(original.Shape, tensor.Shape, tensor.Name);
            if (last.StartsWith("bias_", StringComparison.Ordinal) && name != "gru")
                continue;
            CollectionAssert.AreEqual(original.Values, tensor.Values, tensor.Name);
        }

        var (again, _) = WeightExchange.Import(plan, written, WeightFormat.PyTorch, null);
        foreach (var (first, second) in weights.Zip(again))
            CollectionAssert.AreEqual(first.Values, second.Values, first.Name);
    }

    [TestMethod]
    public void TheReportSaysWhatWentWhere() => Assert.AreEqual(
        "dense_1 <- 2: dense_1/kernel [8, 8], dense_1/bias [8] <- bias [8], weight [8, 8]", $"{Import("dense").Assignments[1]}");

    [TestMethod]
    public void AllThatIsWrongIsNamed()
    {
        var plan = NetworkPlanner.Plan(4, [Layer.Dense(8), Layer.Dense(5), Layer.Dense(8), Layer.Dense(1)]);
        WeightTensor[] tensors = [Zeros("in.weight", 8, 4), Zeros("in.bias", 8), Zeros("a.weight", 5, 7), Zeros("a.bias", 5), Zeros("out.weight", 1, 8), Zeros("out.bias", 1)];
        var exception = Assert.ThrowsExactly<ArgumentException>(() => WeightExchange.Import(plan, tensors, WeightFormat.PyTorch, null));
        Assert.AreEqual(
            "weights must be those of the layers, each once: dense_1 must have weight [5, 8], bias [5]; dense_2 must have weight [8, 5], bias [8]; no layer is left for a: weight [5, 7], bias [5].",
            exception.Message);
    }

    /// <summary>What could be either is not guessed, unless numbers in the names say so, or the caller does.</summary>
    [TestMethod]
    public void LayersThatAreAlikeAreToldApartByNames()
    {
        var plan = NetworkPlanner.Plan(2, [Layer.Dense(2), Layer.Dense(2), Layer.Dense(1)]);
        WeightTensor[] Tensors(string first, string second) =>
        [
            Zeros($"{second}.weight", 2, 2), Zeros($"{second}.bias", 2), Zeros($"{first}.weight", 2, 2) with { Values = [1, 2, 3, 4] }, Zeros($"{first}.bias", 2), Zeros("out.weight", 1, 2),
            Zeros("out.bias", 1),
        ];
        foreach (var (first, second) in new[] { ("fc1", "fc2"), ("fc9", "fc10"), ("hidden", "hidden_1"), ("layers.0", "layers.1") })
            CollectionAssert.AreEqual(new float[] { 1, 3, 2, 4 }, WeightExchange.Import(plan, Tensors(first, second), WeightFormat.PyTorch, null).Weights[0].Values, first);

        var exception = Assert.ThrowsExactly<ArgumentException>(() => WeightExchange.Import(plan, Tensors("up", "down"), WeightFormat.PyTorch, null));
        Assert.AreEqual(
            "weights must be those of the layers, each once: dense, dense_1 can be any of down, up, whose names say nothing of their order: say which in names.", exception.Message);
        var named = WeightExchange.Import(plan, Tensors("up", "down"), WeightFormat.PyTorch, new Dictionary<string, string> { ["dense"] = "up" });
        CollectionAssert.AreEqual(new float[] { 1, 3, 2, 4 }, named.Weights[0].Values);
    }

    [TestMethod]
    public void WrongNamesAreNamed()
    {
        var plan = NetworkPlanner.Plan(2, [Layer.Dense(1)]);
        WeightTensor[] tensors = [Zeros("fc.weight", 1, 2), Zeros("fc.bias", 1)];
        Assert.AreEqual("names must be of layers with weights: dense; received dense_1.", Message("dense_1", "fc"));
        Assert.AreEqual("names[dense] must be one of fc, and each once; received out.", Message("dense", "out"));

        string Message(string layer, string name) => Assert.ThrowsExactly<ArgumentException>(
            () => WeightExchange.Import(plan, tensors, WeightFormat.PyTorch, new Dictionary<string, string> { [layer] = name })).Message;
    }

    /// <summary>Where units become an image, PyTorch's order of them is another.</summary>
    [TestMethod]
    public void ReshapedUnitsAreRefused()
    {
        var plan = NetworkPlanner.Plan(4, [Layer.Dense(12), Layer.Reshape(2, 3, 2), Layer.Conv2D(1, 2), Layer.Flatten(), Layer.Dense(1)]);
        var exception = Assert.ThrowsExactly<ArgumentException>(() => WeightExchange.Import(plan, [], WeightFormat.PyTorch, null));
        Assert.AreEqual("layers[1] (Reshape) puts values in another order than PyTorch, whose channels come first.", exception.Message);
    }

    private static (IReadOnlyList<WeightTensor> Weights, IReadOnlyList<WeightAssignment> Assignments) Import(string name) =>
        WeightExchange.Import(PyTorchNetworks.Plan(name), SafeTensors.Read(PyTorchNetworks.PathOf($"{name}.safetensors")), WeightFormat.PyTorch, null);

    private static WeightTensor Zeros(string name, params int[] shape) => new(name, shape, new float[shape.Aggregate((size, dimension) => size * dimension)]);
}
