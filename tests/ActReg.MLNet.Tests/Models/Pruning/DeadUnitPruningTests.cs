using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What goes, what stays, and what the difference is, in networks made by hand.</summary>
[TestClass]
public sealed class DeadUnitPruningTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>
    /// On (1, 0), (0, 1), (-1, -1), of the ReLU units x0, x0 + x1 - 5, x1, -x0 - 5 and -x0 - x1 the second and the fourth are
    /// dead; of what they feed, the first unit, minus the sum of all, is dead.
    /// </summary>
    [TestMethod]
    public void Dead_units_go_with_their_weights()
    {
        var network = Networks.Of(
            2, [Layer.Dense(5, Activation.Relu, ActivityRegularizer.L1()), Layer.Dense(2, Activation.Relu), Layer.Dense(1)],
            [1, 1, 0, -1, -1, 0, 1, 1, 0, -1], [0, -5, 0, -5, 0],
            [-1, 2, -1, 4, -1, 6, -1, 8, -1, 10], [0, 0.5f],
            [3, 7], [11]);
        var pruned = Prune(network, Points());
        TinyTraining.AreEqual([new PrunedLayer(0, 5, 3), new PrunedLayer(1, 2, 1)], pruned.Layers);
        Assert.AreEqual(3, pruned.RowCount);
        TinyTraining.AreEqual(
            [Layer.Dense(3, Activation.Relu, ActivityRegularizer.L1()), Layer.Dense(1, Activation.Relu), Layer.Dense(1)],
            pruned.Transformer.Plan.Layers);
        float[][] expected = [[1, 0, -1, 0, 1, -1], [0, 0, 0], [2, 6, 10], [0.5f], [7], [11]];
        int[][] shapes = [[2, 3], [3], [3, 1], [1], [1, 1], [1]];
        foreach (var (weight, (values, shape)) in pruned.Transformer.Weights.Zip(expected.Zip(shapes)))
        {
            TinyTraining.AreEqual(values, weight.Values, weight.Name);
            TinyTraining.AreEqual(shape, weight.Shape, weight.Name);
        }

        TinyTraining.AreEqual(
            network.Weights.Select(weight => weight.Name), pruned.Transformer.Weights.Select(weight => weight.Name));
        Assert.AreSame(network.Settings, pruned.Transformer.Settings);
        // Small whole numbers: no sum is rounded, in whichever order.
        Assert.AreEqual(0, pruned.LargestOutputDifference);
    }

    /// <summary>Of units -1, 0 and 1 the next layer reads 0, 0 and 1 after a ReLU, and no 0 after a sigmoid on top.</summary>
    [TestMethod]
    [DataRow(false, 1)]
    [DataRow(true, 3)]
    public void What_the_next_dense_layer_reads_decides(bool sigmoidOnTop, int unitsAfter)
    {
        Layer[] top = sigmoidOnTop ? [Layer.Activation(Activation.Sigmoid)] : [];
        var network = Networks.Of(
            2, [Layer.Dense(3), Layer.Activation(Activation.Relu), .. top, Layer.Dense(1)],
            new float[6], [-1, 0, 1], [1, 1, 1], [0]);
        Assert.AreEqual(new PrunedLayer(0, 3, unitsAfter), Prune(network, Points()).Layers.Single());
    }

    [TestMethod]
    public void Constants_that_are_not_0_stay()
    {
        var network = Networks.Of(
            2, [Layer.Dense(3, Activation.Relu), Layer.Dense(1)], new float[6], [2, 1e-40f, 3], [1, 1, 1], [0]);
        var pruned = Prune(network, Points());
        Assert.AreEqual(new PrunedLayer(0, 3, 3), pruned.Layers.Single());
        Assert.AreEqual(0, pruned.LargestOutputDifference);
    }

    /// <summary>And the layers after it still see its bias.</summary>
    [TestMethod]
    public void A_layer_of_dead_units_keeps_one()
    {
        var network = Networks.Of(
            2, [Layer.Dense(3, Activation.Relu), Layer.Dense(2), Layer.Dense(1)],
            new float[6], [-1, -1, -1], [1, 2, 3, 4, 5, 6], [0.25f, 0.5f], [1, 1], [0]);
        var pruned = Prune(network, Points());
        TinyTraining.AreEqual([new PrunedLayer(0, 3, 1), new PrunedLayer(1, 2, 2)], pruned.Layers);
        TinyTraining.AreEqual([1, 2], pruned.Transformer.Weights[2].Values);
        Assert.AreEqual(0.75f, pruned.Transformer.Outputs([9, 9])[0]);
    }

    /// <summary>An activation on the features is no dense layer's, and a linear model has none to prune.</summary>
    [TestMethod]
    public void Features_stay()
    {
        var network = Networks.Of(2, [Layer.Activation(Activation.Relu), Layer.Dense(1)], [1, 1], [0]);
        var pruned = Prune(network, Data.Binary(_mlContext, 2, [-1, -1], [true]));
        Assert.IsEmpty(pruned.Layers);
        Assert.AreEqual(2, pruned.Transformer.Plan.InputSize);
        TinyTraining.AreEqual(network.Plan.Layers, pruned.Transformer.Plan.Layers);
    }

    /// <summary>The proof holds for the rows it was made on: the unit x1 - 0.5 is dead on (1, 0), not on (1, 1).</summary>
    [TestMethod]
    public void Other_rows_may_need_what_went()
    {
        var network = Networks.Of(2, [Layer.Dense(2, Activation.Relu), Layer.Dense(1)], [1, 0, 0, 1], [0, -0.5f], [1, 1], [0]);
        var pruned = Prune(network, Data.Binary(_mlContext, 2, [1, 0], [true]));
        Assert.AreEqual(new PrunedLayer(0, 2, 1), pruned.Layers.Single());
        Assert.AreEqual(0, pruned.LargestOutputDifference);
        Assert.AreEqual(1.5f, network.Outputs([1, 1])[0]);
        Assert.AreEqual(1f, pruned.Transformer.Outputs([1, 1])[0]);
        var both = Data.Binary(_mlContext, 2, [1, 0, 1, 1], [true, true]);
        Assert.AreEqual(new PrunedLayer(0, 2, 2), Prune(network, both).Layers.Single());
    }

    [TestMethod]
    public void Rows_that_are_not_finite_are_left_out()
    {
        var network = Networks.Of(2, [Layer.Dense(2, Activation.Relu), Layer.Dense(1)], [1, 0, 0, 1], [0, 0], [1, 1], [0]);
        var pruned = Prune(network, Data.Binary(_mlContext, 2, [1, -1, float.NaN, 1, 2, -2], [true, true, true]));
        Assert.AreEqual(2, pruned.RowCount);
        Assert.AreEqual(new PrunedLayer(0, 2, 1), pruned.Layers.Single());
    }

    /// <summary>The second unit is dead behind its batch normalization, whose entries go with it; dropout passes all on.</summary>
    [TestMethod]
    public void Normalization_and_dropout_between_go_with_their_units()
    {
        var network = Networks.Of(
            2, [Layer.Dense(2), Layer.BatchNorm(epsilon: 1), Layer.Activation(Activation.Relu), Layer.Dropout(0.5f), Layer.Dense(1)],
            [1, 0, 0, 1], [0, 0], [2, 1], [0.5f, -10], [0, 0.25f], [3, 0], [1, 7], [0]);
        var pruned = Prune(network, Points());
        Assert.AreEqual(new PrunedLayer(0, 2, 1), pruned.Layers.Single());
        Assert.AreEqual(0, pruned.LargestOutputDifference);
        TinyTraining.AreEqual([1f, 0, 0, 2, 0.5f, 0, 3, 1, 0], pruned.Transformer.Weights.SelectMany(weight => weight.Values));
        // 2 (1 - 0) / √(3 + 1) + 0.5.
        Assert.AreEqual(1.5f, pruned.Transformer.Outputs([1, 0])[0]);
    }

    /// <summary>Without the second unit the first one would be normalized otherwise.</summary>
    [TestMethod]
    public void Units_that_layer_normalization_mixes_stay()
    {
        var network = Networks.Of(
            2, [Layer.Dense(2, Activation.Relu), Layer.LayerNorm(), Layer.Activation(Activation.Relu), Layer.Dense(1)],
            [1, 0, 0, 1], [0, -10], [1, 1], [0, 0], [1, 1], [0]);
        Assert.AreEqual(new PrunedLayer(0, 2, 2), Prune(network, Points()).Layers.Single());
    }

    internal static PrunedModel<TrainedNetwork> Prune(TrainedNetwork network, IDataView data) =>
        DeadUnitPruning.Run(
            network, new NetworkScorer(network), FeatureColumn.Read(data, "Features", network), pruned => pruned);

    private IDataView Points() => Data.Binary(_mlContext, 2, [1, 0, 0, 1, -1, -1], [true, false, true]);
}
