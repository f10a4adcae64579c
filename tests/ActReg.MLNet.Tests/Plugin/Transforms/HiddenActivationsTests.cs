using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

/// <summary>What a layer makes of the features, as a column like any other.</summary>
[TestClass]
public sealed class HiddenActivationsTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>What the network itself tells of a row is in the row's column, for every layer of every kind, bit for bit.</summary>
    [TestMethod]
    public void Are_what_the_network_puts_out_at_every_layer()
    {
        var random = new Random(1);
        foreach (var network in StoredNetworks.All)
        {
            var model = network.ToModel();
            var rows = Rows(network, random, 5);
            for (var layer = 0; layer < network.Plan.Layers.Count; layer++)
            {
                var transformer = _mlContext.Transforms.HiddenActivations("Hidden", "Features", model, layer).Fit(rows);
                var hidden = transformer.Transform(rows);
                var shape = network.Plan.LayerShapes[layer].ToArray();
                TinyTraining.AreEqual(shape, ((VectorDataViewType)hidden.Schema["Hidden"].Type).Dimensions);
                TinyTraining.AreEqual(shape, transformer.OutputShape);
                foreach (var (features, values) in rows.GetColumn<VBuffer<float>>("Features").Zip(hidden.GetColumn<float[]>("Hidden")))
                    TinyTraining.AreEqual(model.GetActivations([.. features.DenseValues()])[layer].Values.Select(NoSign), values.Select(NoSign), $"layer {layer}");
            }
        }

        // Left out products may give a zero the other sign.
        static float NoSign(float value) => value == 0 ? 0 : value;
    }

    [TestMethod]
    public void Keep_every_promise_of_an_estimator()
    {
        var binary = SampleData.Binary(_mlContext);
        var model = TinyTraining.Trainer(_mlContext).Fit(binary);
        Check(_mlContext.Transforms.HiddenActivations("Hidden", "Features", model.Model.SubModel), binary);
        Check(_mlContext.Transforms.HiddenActivations("Features", "Features", model), binary);
        var regression = SampleData.Regression(_mlContext);
        Check(_mlContext.Transforms.HiddenActivations(
            "Hidden", "Features", _mlContext.Regression.Trainers.ActivityRegularizedMlp(TinyTraining.Options()).Fit(regression).Model, 0), regression);
    }

    [TestMethod]
    public void Of_feature_maps_and_sequences_keep_every_promise_too()
    {
        foreach (var network in StoredNetworks.All.Where(network => network.Plan.LayerShapes.Any(shape => shape.Rank > 1) && network.Plan.Features.Count == null))
        {
            var layer = network.Plan.LayerShapes.ToList().FindIndex(shape => shape.Rank > 1);
            EstimatorChecks.Run(
                _mlContext, _mlContext.Transforms.HiddenActivations("Hidden", "Features", network.ToModel(), layer), Rows(network, new Random(1), 70));
        }
    }

    [TestMethod]
    public void Layers_have_Kerass_names()
    {
        var network = StoredNetworks.All.Single(network => network.Plan.Layers[0] is Conv2DLayer);
        CollectionAssert.AreEqual(
            new[] { "conv2d", "max_pooling2d", "average_pooling2d", "batch_normalization", "dense", "global_average_pooling", "dense_1" },
            LayerNames.Of(network.Plan).ToArray());
        var transforms = _mlContext.Transforms;
        var rows = Rows(network, new Random(1), 1);
        Assert.AreEqual(2, transforms.HiddenActivations("Hidden", "Features", network.ToModel(), "average_pooling2d").Fit(rows).LayerIndex);
        Assert.AreEqual(5, transforms.HiddenActivations("Hidden", "Features", network.ToModel()).Fit(rows).LayerIndex);
        TinyTraining.AreEqual(["conv2d.0.0.0", "conv2d.0.0.1", "conv2d.0.0.2", "conv2d.0.0.3", "conv2d.0.1.0"], Names("conv2d").Take(5));
        TinyTraining.AreEqual(["dense_1.0"], Names(6));

        IEnumerable<string> Names(LayerChoice layer)
        {
            var names = default(VBuffer<ReadOnlyMemory<char>>);
            transforms.HiddenActivations("Hidden", "Features", network.ToModel(), layer).Fit(rows).Transform(rows).Schema["Hidden"].GetSlotNames(ref names);
            return names.DenseValues().Select(name => name.ToString());
        }
    }

    [TestMethod]
    public void Come_from_a_fitted_chain_a_loaded_one_and_a_model_alone()
    {
        var data = TinyTraining.Circles(_mlContext);
        var chain = _mlContext.Transforms.NormalizeMeanVariance("Features").Append(TinyTraining.Trainer(_mlContext)).Fit(data);
        using var file = new MemoryStream();
        _mlContext.Model.Save(chain, data.Schema, file);
        var normalized = chain.First().Transform(data);
        var expected = Hidden(chain.LastTransformer);
        foreach (var model in new ITransformer[] { chain, _mlContext.Model.Load(file, out _) })
            TinyTraining.AreEqual(expected, Hidden(model));

        float[] Hidden(ITransformer model) =>
            [.. _mlContext.Transforms.HiddenActivations("Hidden", "Features", model).Fit(normalized).Transform(normalized).GetColumn<float[]>("Hidden").SelectMany(row => row)];
    }

    /// <summary>The use of it: another trainer learns from what the network has learned, and the whole pipeline is saved and loaded.</summary>
    [TestMethod]
    public void Feed_another_trainer()
    {
        var data = TinyTraining.Circles(_mlContext, rowCount: 300);
        var options = TinyTraining.Options();
        options.Layers = [Layer.Dense(30, Activation.Relu)];
        options.Epochs = 100;
        options.LearningRate = 0.01f;
        var network = TinyTraining.Trainer(_mlContext, options).Fit(data);
        var raw = _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression();
        var pipeline = _mlContext.Transforms.HiddenActivations("Hidden", "Features", network)
            .Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(featureColumnName: "Hidden"));
        var model = pipeline.Fit(data);
        var accuracy = _mlContext.BinaryClassification.Evaluate(model.Transform(data)).Accuracy;
        Assert.IsGreaterThan(_mlContext.BinaryClassification.Evaluate(raw.Fit(data).Transform(data)).Accuracy + 0.2, accuracy);
        Assert.HasCount(3, _mlContext.BinaryClassification.CrossValidate(data, pipeline, numberOfFolds: 3));
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, data.Schema, file);
        TinyTraining.AreEqual(model.Scores(data), _mlContext.Model.Load(file, out _).Scores(data));
    }

    [TestMethod]
    public void Are_missing_where_the_network_cannot_read_the_row()
    {
        var data = Data.Binary(_mlContext, 2, [0, 1, float.NaN, 3, float.PositiveInfinity, 0], [true, false, true]);
        var hidden = _mlContext.Transforms.HiddenActivations("Hidden", "Features", TinyTraining.Fit()).Fit(data).Transform(data);
        TinyTraining.AreEqual([false, true, true], hidden.GetColumn<float[]>("Hidden").Select(row => row.All(float.IsNaN)));
    }

    [TestMethod]
    public void What_cannot_be_is_refused()
    {
        var transforms = _mlContext.Transforms;
        var model = TinyTraining.Fit();
        Refused("layer must be from 0 to 1, or one of [dense, dense_1]; received 2.", () => transforms.HiddenActivations("Hidden", "Features", model, 2));
        Refused("layer must be from 0 to 1, or one of [dense, dense_1]; received -1.", () => transforms.HiddenActivations("Hidden", "Features", model, -1));
        Refused("layer must be from 0 to 1, or one of [dense, dense_1]; received \"conv2d\".", () => transforms.HiddenActivations("Hidden", "Features", model, "conv2d"));
        Refused("outputColumnName must name a column; received \"\".", () => transforms.HiddenActivations("", "Features", model));
        Refused("inputColumnName must name a column; received \" \".", () => transforms.HiddenActivations("Hidden", " ", model));
        var linear = TinyTraining.Options();
        linear.Layers = [];
        Refused(
            "layer must be given: the network has no hidden layer, only its output layer.", () => transforms.HiddenActivations("Hidden", "Features", TinyTraining.Fit(linear)));
        var data = TinyTraining.Circles(_mlContext);
        var normalizer = transforms.NormalizeMeanVariance("Features").Fit(data);
        Refused("model must have one network of this plugin in it; received 0.", () => transforms.HiddenActivations("Hidden", "Features", normalizer));
        var autoencoder = normalizer.Append(transforms.SparseAutoencoder("Code", "Features", codeSize: 3, CodeSparsity.TopK(1), epochs: 1).Fit(data));
        Refused(
            "model must have one network of this plugin in it; received an autoencoder, which centres and scales features before its layers read them, and whose code is a column already.",
            () => transforms.HiddenActivations("Hidden", "Features", autoencoder));
        var classes = transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var oneVersusAll = _mlContext.MulticlassClassification.Trainers.OneVersusAll(TinyTraining.Trainer(_mlContext)).Fit(classes);
        Refused("model must have one network of this plugin in it; received 2. GetNetworks gives them all.", () => transforms.HiddenActivations("Hidden", "Features", oneVersusAll));
        Refused(
            "column \"Features\" must be not normalized, as in the network's training; received one that is normalized.",
            () => transforms.HiddenActivations("Hidden", "Features", model).Fit(normalizer.Transform(data)));

        static void Refused(string message, Func<object> act) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(act).Message);
    }

    private void Check(HiddenActivationsEstimator estimator, IDataView data) => EstimatorChecks.Run(_mlContext, estimator, data, new EstimatorCheckOptions
    {
        TransformOnlyInputs = [],
        FitOnlyInputs = [],
        InvalidInputs = [BadInputs.WithoutColumn(data, "Features"), BadInputs.WithColumnType(data, "Features", DataKind.Boolean)],
    });

    /// <summary>Rows that the network can read; every other one is sparse.</summary>
    private IDataView Rows(TrainedNetwork network, Random random, int count)
    {
        var size = network.Plan.InputSize;
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Row { Features = Features(i % 2 == 1) }).ToArray(), schema);

        VBuffer<float> Features(bool isSparse)
        {
            float[] values = network.Plan.Features.Count is { } numbers
                ? [.. Enumerable.Range(0, size).Select(_ => (float)random.Next(numbers))] : Numbers.Array(random, size);
            return isSparse ? new(size, size / 2, values[..(size / 2)], [.. Enumerable.Range(0, size / 2)]) : new(size, values);
        }
    }

    private sealed class Row
    {
        public VBuffer<float> Features { get; set; }
    }
}
