using ActReg.MLNet.Tests;
using Microsoft.ML;

namespace ActReg.MLNet.OnnxTests;

/// <summary>Exports in older versions of ONNX's operators: ML.NET writes 9 to 12.</summary>
[TestClass]
public sealed class OperatorSetTests
{
    /// <summary>Dense, convolutional and recurrent networks need no more.</summary>
    [TestMethod]
    [DataRow(9)]
    [DataRow(10)]
    [DataRow(11)]
    public void MostLayersAreInAll(int operatorSet)
    {
        foreach (var network in ExportedNetworks.All.Where(network => network.Plan.Steps.All(step => step is not (SelectionStep or EmbeddingStep or CategoryEmbeddingStep or PeriodicEmbeddingStep or MemberOutputStep)) && network.Plan.FeatureMask == null))
        {
            var data = FeatureRows.View(FeatureRows.Of(network, 9, seed: 1), network);
            var hidden = new HiddenActivationsTransformer(new MLContext(), "Hidden", "Features", network, network.Plan.Layers.Count - 1);
            ExportedColumns.AreThose(hidden, data, operatorSet, "Hidden");
        }
    }

    [TestMethod]
    public void WhatIsNotIsSaid()
    {
        var network = Networks.Random(4, [Layer.TopK(2), Layer.Dense(1)], new Random(1));
        var hidden = new HiddenActivationsTransformer(new MLContext(), "Hidden", "Features", network, 1);
        var data = FeatureRows.View(FeatureRows.Of(network, 9, seed: 1), network);
        var exception = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ExportedModel.Export(hidden, data, operatorSet: 10));
        StringAssert.StartsWith(exception.Message, "Requested OpSet version 10 is lower than HiddenActivationsTransformer's minimum OpSet version requirement: 11");
    }
}
