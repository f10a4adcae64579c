using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;
using BinaryTransformer = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    ActReg.MLNet.NetworkModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace ActReg.MLNet.Tests;

/// <summary>Categories beside numbers, from keys to scores.</summary>
[TestClass]
public sealed class CategoryTests
{
    private const int Levels = 200;
    private static readonly string[] Columns = ["Age", "CityKey", "WordKeys"];

    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>What age means depends on the city; a linear model sees neither's own effect.</summary>
    [TestMethod]
    public void A_category_of_many_levels_that_interacts_is_learned()
    {
        IDataView train = View(Interacting(8000, seed: 1)), test = View(Interacting(4000, seed: 2));
        var features = CategoryRows.Keys(_mlContext).Append(_mlContext.Transforms.ConcatenateCategories("Features", "Age", "CityKey")).Fit(train);
        var (trainFeatures, testFeatures) = (features.Transform(train), features.Transform(test));
        var linear = _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(trainFeatures);
        var network = Trainer(Layer.CategoryEmbedding(4), epochs: 20).Fit(trainFeatures);
        Assert.IsLessThan(0.6, _mlContext.BinaryClassification.Evaluate(linear.Transform(testFeatures)).Accuracy);
        Assert.IsGreaterThan(0.9, _mlContext.BinaryClassification.Evaluate(network.Transform(testFeatures)).Accuracy);
    }

    /// <summary>What every transform and model on the way has to keep.</summary>
    [TestMethod]
    public void Pipelines_are_saved_and_score_unseen_missing_and_no_keys()
    {
        var train = View(CategoryRows.Some(90));
        var model = Pipeline(Layer.CategoryEmbedding(3)).Fit(train);
        var loaded = SavedModel.Reload(_mlContext, model, train.Schema);
        CategoryRows.Row[] rows = [.. CategoryRows.Some(5), Row("unseen", "w1 new"), Row("", "w1"), Row("city 1", ""), Row("city 1", "new new")];
        var scores = model.Scores(View(rows));
        TinyTraining.AreEqual(scores, loaded.Scores(View(rows)));
        Assert.IsTrue(scores.All(float.IsFinite));
        using var engine = _mlContext.Model.CreatePredictionEngine<CategoryRows.Row, Prediction>(loaded);
        TinyTraining.AreEqual(scores, rows.Select(row => engine.Predict(row).Score));
        // A key that is unseen is as one that is missing.
        var missing = model.Scores(View(Row("unseen", "w1"), Row("", "w1"), Row("city 1", "w1")));
        Assert.AreEqual(missing[0], missing[1]);
        Assert.AreNotEqual(missing[0], missing[2]);
        var embedding = (CategoryEmbeddingLayer)Network(loaded).Layers[0];
        TinyTraining.AreEqual([new CategoryBlock(1, 4), new CategoryBlock(5, 6)], embedding.Blocks!);
    }

    [TestMethod]
    public void Sparse_rows_and_dense_ones_train_and_score_the_same()
    {
        var data = Keyed(Interacting(600, seed: 1));
        var wide = _mlContext.Transforms.ConcatenateCategories("Features", "Age", "CityKey").Fit(data).Transform(data);
        Assert.IsTrue(wide.GetColumn<VBuffer<float>>("Features").All(row => !row.IsDense));
        var layer = Layer.CategoryEmbedding(2, blocks: CategoryRanges.Of(wide.Schema["Features"]));
        var dense = Data.Binary(_mlContext, CategoryRows.Features(wide)[0].Length, [.. CategoryRows.Features(wide).SelectMany(row => row)], [.. wide.GetColumn<bool>("Label")]);
        var (sparseModel, denseModel) = (Trainer(layer).Fit(wide), Trainer(layer).Fit(dense));
        TinyTraining.AreEqual(sparseModel.Scores(wide), denseModel.Scores(dense));
    }

    /// <summary>More than 512 features, few of which are not 0, are kept without their zeros.</summary>
    [TestMethod]
    public void Very_wide_blocks_are_learned_by_every_road()
    {
        var random = new Random(1);
        CategoryRows.Row[] rows = [.. Enumerable.Range(0, 3000).Select(_ => random.Next(600)).Select(city => new CategoryRows.Row { City = $"c{city}", Label = city % 2 == 0 })];
        var data = Keyed(rows);
        var features = _mlContext.Transforms.ConcatenateCategories("Features", "Age", "CityKey").Fit(data).Transform(data);
        foreach (var engine in new[] { TrainingEngine.Fused, TrainingEngine.Torch })
        {
            var model = Trainer(Layer.CategoryEmbedding(2), engine: engine, epochs: 30).Fit(features);
            Assert.IsGreaterThan(0.95, _mlContext.BinaryClassification.Evaluate(model.Transform(features)).Accuracy, $"{engine}");
        }
    }

    [TestMethod]
    public void One_hot_vectors_of_MLNet_are_embedded()
    {
        var data = View(CategoryRows.Some(60));
        var model = _mlContext.Transforms.Categorical.OneHotEncoding("OneHot", "City").Append(_mlContext.Transforms.Concatenate("Features", "Age", "OneHot"))
            .Append(Trainer(Layer.CategoryEmbedding(2))).Fit(data);
        TinyTraining.AreEqual([new CategoryBlock(1, 3)], ((CategoryEmbeddingLayer)Network(model).Layers[0]).Blocks!);
    }

    [TestMethod]
    public void Blocks_narrower_than_asked_for_stay_numbers()
    {
        var model = Pipeline(Layer.CategoryEmbedding(2, fewestCategories: 5)).Fit(View(CategoryRows.Some(60)));
        TinyTraining.AreEqual([new CategoryBlock(5, 6)], ((CategoryEmbeddingLayer)Network(model).Layers[0]).Blocks!);
    }

    /// <summary>City has 31 slots, the words have 6; only numbers become waves.</summary>
    [TestMethod]
    public void Tabular_trainers_embed_wide_blocks_and_leave_narrow_ones_alone()
    {
        CategoryRows.Row[] rows = CategoryRows.Some(120);
        foreach (var (i, row) in rows.Index())
            row.City = $"city {i % 30}";
        var data = Keyed(rows);
        var features = _mlContext.Transforms.ConcatenateCategories("Features", Columns).Fit(data).Transform(data);
        var options = new ActivityRegularizedTabularMlpOptions { Members = 1, Epochs = 1 };
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options);
        var model = trainer.Fit(features);
        var member = model.Model.SubModel.Members[0];
        TinyTraining.AreEqual([new CategoryBlock(1, 31)], member.Layers.OfType<CategoryEmbeddingLayer>().Single().Blocks!);
        TinyTraining.AreEqual([7, 16], member.GetWeights().Single(weight => weight.Name == "periodic_embedding/frequencies").Shape);
        TinyTraining.AreEqual([31, 16], member.GetWeights().Single(weight => weight.Name == "category_embedding/embeddings_0").Shape);
        Assert.IsNotNull(trainer.Fit(features, model.Model));
    }

    [TestMethod]
    public void A_tabular_trainer_learns_a_category_of_many_levels()
    {
        IDataView train = View(Interacting(4000, seed: 1)), test = View(Interacting(2000, seed: 2));
        var options = new ActivityRegularizedTabularMlpOptions { Members = 1, Epochs = 15, Seed = 1 };
        var model = CategoryRows.Keys(_mlContext).Append(_mlContext.Transforms.ConcatenateCategories("Features", "Age", "CityKey"))
            .Append(_mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options)).Fit(train);
        Assert.IsGreaterThan(0.9, _mlContext.BinaryClassification.Evaluate(model.Transform(test)).Accuracy);
    }

    [TestMethod]
    public void A_training_goes_on_from_a_model_with_its_blocks()
    {
        var data = Keyed(CategoryRows.Some(60));
        var marked = _mlContext.Transforms.ConcatenateCategories("Features", Columns).Fit(data).Transform(data);
        var first = Trainer(Layer.CategoryEmbedding(2)).Fit(marked);
        var rows = CategoryRows.Features(marked);
        var unmarked = Data.Binary(_mlContext, rows[0].Length, [.. rows.SelectMany(row => row)], [.. marked.GetColumn<bool>("Label")]);
        var second = Trainer(Layer.CategoryEmbedding(2), learningRate: float.Epsilon).Fit(unmarked, first.Model);
        foreach (var (before, after) in first.Scores(marked).Zip(second.Scores(unmarked)))
            Assert.AreEqual(before, after, 1e-6f);
    }

    /// <summary>Of categories that few rows have nothing is kept of the others; medians are as of whole columns, and what is missing is still found.</summary>
    [TestMethod]
    public void Medians_of_categories_are_those_of_all_rows()
    {
        var random = new Random(1);
        float[] features = [.. Enumerable.Range(0, 101).SelectMany(row => (float[])[row, row < 60 ? 1 : 0, row % 5, row == 7 ? 1 : 0, row == 8 ? float.NaN : 0, random.NextSingle()])];
        var data = Data.Binary(_mlContext, 6, features, [.. Enumerable.Range(0, 101).Select(row => row % 2 == 0)]);
        var embedding = Layer.CategoryEmbedding(2, blocks: [new CategoryBlock(1, 4)]);
        var network = Trained([Layer.Imputation(), Layer.RobustScaling(), embedding, Layer.Dense(2)]);
        var plain = Trained([Layer.Imputation(), Layer.RobustScaling(), Layer.Dense(2)]);
        TinyTraining.AreEqual(plain.GetWeights()[0].Values, network.GetWeights()[0].Values);
        Assert.AreEqual(1, network.GetWeights()[0].Values[1]);
        TinyTraining.AreEqual([4], ((ImputationLayer)network.Layers[0]).Indicators!);
        for (var weight = 1; weight < 3; weight++)
        {
            foreach (var number in new[] { 0, 5 })
                Assert.AreEqual(plain.GetWeights()[weight].Values[number], network.GetWeights()[weight].Values[number]);
        }

        NetworkModelParameters Trained(Layer[] layers) => _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(
            new ActivityRegularizedMlpOptions { Layers = layers, Epochs = 1, Seed = 1 }).Fit(data).Model.SubModel;
    }

    /// <summary>Rows are many fewer than the values that they could have.</summary>
    [TestMethod]
    public void Sampled_categories_take_the_memory_of_what_is_there()
    {
        var units = new CategoryUnits([.. Enumerable.Range(1, 1000)]);
        var row = new float[1001];
        for (var i = 0; i < 10; i++)
        {
            row.AsSpan().Clear();
            (row[1], row[2], row[10 + i]) = (i < 6 ? 1 : 0, i < 4 ? 1 : 0, i == 3 ? float.NaN : 1);
            units.Add(i, row, weight: 1);
        }

        var columns = new float[1001][];
        units.CopyTo(columns, 10);
        TinyTraining.AreEqual([1, 13], columns.Index().Where(column => column.Item?.Length == 10).Select(column => column.Index));
        Assert.AreEqual(6, columns[1].Sum());
        Assert.IsTrue(float.IsNaN(columns[13][3]));
        Assert.IsTrue(columns.Skip(1).All(column => column != null));
    }

    [TestMethod]
    public void Without_any_block_there_is_nothing_to_embed()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => Trainer(Layer.CategoryEmbedding()).Fit(TinyTraining.Circles(_mlContext)));
        Assert.AreEqual(
            "CategoryEmbedding must be given blocks, or features with blocks of categories, as ConcatenateCategories and OneHotEncoding make them; received features without any.", error.Message);
        Assert.IsNotNull(Trainer(Layer.CategoryEmbedding(fewestCategories: 17)).Fit(TinyTraining.Circles(_mlContext)));
    }

    [TestMethod]
    public void Keys_as_features_are_refused_with_what_helps()
    {
        var data = Keyed(CategoryRows.Some(20));
        var options = new ActivityRegularizedNetworkOptions { FeatureColumnName = "CityKey", Layers = [Layer.Dense(2)] };
        var trainer = _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(options);
        const string Message = "Schema mismatch for feature column 'CityKey': expected Vector<Single>, got Key<UInt32>."
            + " mlContext.Transforms.ConcatenateCategories(\"Features\", \"CityKey\") makes one of keys, beside other columns if they are named too.";
        Assert.StartsWith(Message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(data)).Message);
        Assert.StartsWith(Message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ((IEstimator<ITransformer>)trainer).Fit(data)).Message);
        Assert.StartsWith(Message, Assert.ThrowsExactly<ArgumentException>(() => trainer.Fit(data, data)).Message.Replace("validation set: ", "", StringComparison.Ordinal));
        Assert.StartsWith(Message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ((IEstimator<ITransformer>)trainer).GetOutputSchema(SchemaShapes.Of(data.Schema))).Message);
    }

    [TestMethod]
    public void Importance_counts_a_category_as_one_column_and_MLNet_measures_its_slots()
    {
        var data = Keyed(Interacting(300, seed: 1));
        var features = _mlContext.Transforms.ConcatenateCategories("Features", "Age", "CityKey").Fit(data).Transform(data);
        var model = Trainer(Layer.CategoryEmbedding(2)).Fit(features);
        var columns = PermutationImportance.Create(model.Model.SubModel, features).Columns;
        CollectionAssert.AreEquivalent(new[] { "Age", "CityKey" }, columns.Select(column => column.Name).ToArray());
        var theirs = _mlContext.BinaryClassification.PermutationFeatureImportance(model, features, permutationCount: 1, numberOfExamplesToUse: 50);
        Assert.HasCount(CategoryRows.Features(features)[0].Length, theirs);
    }

    private EstimatorChain<BinaryTransformer> Pipeline(Layer embedding) => CategoryRows.Keys(_mlContext)
        .Append(_mlContext.Transforms.ConcatenateCategories("Features", Columns)).Append(Trainer(embedding));

    private ActivityRegularizedBinaryTrainer Trainer(
        Layer embedding, int epochs = 2, float learningRate = 1e-2f, TrainingEngine engine = TrainingEngine.Auto) =>
        _mlContext.BinaryClassification.Trainers.ActivityRegularizedNetwork(new ActivityRegularizedNetworkOptions
        {
            Layers = [embedding, Layer.Dense(16, Activation.Relu)],
            Epochs = epochs,
            BatchSize = 32,
            LearningRate = learningRate,
            Engine = engine,
            Seed = 1,
        });

    private IDataView View(params CategoryRows.Row[] rows) => CategoryRows.View(_mlContext, rows);

    private IDataView Keyed(params CategoryRows.Row[] rows)
    {
        var data = View(rows);
        return CategoryRows.Keys(_mlContext).Fit(data).Transform(data);
    }

    private static NetworkPlan Network(ITransformer model) => FittedNetworks.Find(model).Network.Plan;

    private static CategoryRows.Row Row(string city, string words) => new() { City = city, Words = words, Age = 1 };

    /// <summary>True where age is above 0 in half of the cities, and below in the others.</summary>
    private static CategoryRows.Row[] Interacting(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => (City: random.Next(Levels), Age: 2 * random.NextSingle() - 1))
                .Select(row => new CategoryRows.Row { City = $"city {row.City}", Age = row.Age, Label = row.Age > 0 == (row.City * 7 % 11 < 5) }),
        ];
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
