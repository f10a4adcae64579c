using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.TextTests;

/// <summary>Text with RoBERTa's tokens, an embedding and a recurrent layer with temporal activity regularization, as one pipeline.</summary>
[TestClass]
public sealed class TextPipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    public TestContext TestContext { get; set; } = null!;

    /// <summary>What tells for certain is the order of the words; counts of words and of three-letter pieces leave a quarter of the labels wrong, whatever reads them.</summary>
    [TestMethod]
    public void Order_tells_and_counts_of_words_do_not()
    {
        var (train, test) = (Load(Review.Many(3000, seed: 1)), Load(Review.Many(1000, seed: 2)));
        var lstm = Accuracy(Tokens().Append(Lstm()));
        var featurized = _mlContext.Transforms.Text.FeaturizeText("Features", "Text");
        var lbfgs = Accuracy(featurized.Append(_mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression()));
        var mlp = Accuracy(featurized.Append(_mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(hiddenUnits: [32], epochs: 10)));
        TestContext.WriteLine($"Lstm on tokens {lstm:f3}; FeaturizeText with ActivityRegularizedMlp {mlp:f3}, with Lbfgs {lbfgs:f3}");
        Assert.IsGreaterThan(0.95, lstm);
        Assert.IsLessThan(lstm - 0.1, mlp);
        Assert.IsLessThan(lstm - 0.1, lbfgs);

        double Accuracy(IEstimator<ITransformer> pipeline) => _mlContext.BinaryClassification.EvaluateNonCalibrated(pipeline.Fit(train).Transform(test)).Accuracy;
    }

    [TestMethod]
    public void Is_saved_and_loaded_as_one_model()
    {
        var rows = Load(Review.Many(50, seed: 3));
        var model = Tokens().Append(Lstm(epochs: 1)).Fit(rows);
        using var file = new MemoryStream();
        _mlContext.Model.Save(model, rows.Schema, file);
        file.Position = 0;
        var other = new MLContext();
        var loaded = other.Model.Load(file, out _);
        CollectionAssert.AreEqual(
            model.Transform(rows).GetColumn<float>("Score").ToArray(), loaded.Transform(rows).GetColumn<float>("Score").ToArray());
        Assert.IsInstanceOfType<EmbeddingLayer>(loaded.GetNetwork().Layers[0]);
    }

    /// <summary>The tokenizer's own: words and the space before them are one.</summary>
    [TestMethod]
    public void Tokens_are_RoBERTas()
    {
        var tokens = new RobertaTokens.To();
        RobertaTokens.Map(new() { Text = "the film is not dreadful." }, tokens);
        Assert.AreEqual("the|Ġfilm|Ġis|Ġnot|Ġdreadful|.", string.Join('|', tokens.Tokens));
    }

    private IDataView Load(Review[] reviews) => _mlContext.Data.LoadFromEnumerable(reviews);

    private EstimatorChain<CustomMappingTransformer<PaddedNumbers.From, PaddedNumbers.To>> Tokens() => _mlContext.Transforms.CustomMapping<RobertaTokens.From, RobertaTokens.To>(RobertaTokens.Map, RobertaTokens.Name)
        .Append(_mlContext.Transforms.Conversion.MapValueToKey("TokenKeys", "Tokens", maximumNumberOfKeys: PaddedNumbers.MostWords))
        .Append(_mlContext.Transforms.CustomMapping<PaddedNumbers.From, PaddedNumbers.To>(PaddedNumbers.Map, PaddedNumbers.Name));

    private ActivityRegularizedBinaryTrainer Lstm(int epochs = 10) =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            Layers =
            [
                Layer.Embedding(PaddedNumbers.MostWords + 1, 16, maskZero: true),
                Layer.Lstm(32, returnSequences: true, activityRegularizer: ActivityRegularizer.Temporal(1e-3f, 1e-3f)),
                Layer.GlobalMaxPooling(),
            ],
            Epochs = epochs,
            BatchSize = 32,
            LearningRate = 5e-3f,
            TorchThreads = 1,
        });
}
