using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class PermutationImportanceTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>
    /// Of a linear prediction w·x that is right, exchanging independent features of variance v raises the squared error by 2 v Σw² on average
    /// over all permutations; columns of weight 0 are not needed at all.
    /// </summary>
    [TestMethod]
    public void A_linear_network_needs_columns_by_their_weights()
    {
        float[] weights = [2, 0, -1, 1, 0.5f];
        var data = Data(row => row.Zip(weights, (x, w) => x * w).Sum());
        data = _mlContext.Transforms.CopyColumns("Group", "Features").Fit(data).Transform(data);
        var importance = PermutationImportance.Create(Linear(weights, data).Model, data, permutationCount: 20);

        Assert.AreEqual(0, importance.Loss, 1e-9);
        Assert.AreEqual(Rows, importance.RowCount);
        CollectionAssert.AreEqual(new[] { "A", "Group", "D", "B" }, importance.Columns.Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2, 1, 1 }, importance.Columns.Select(column => column.SlotCount).ToArray());
        double[] expected = [2 * 4, 2 * (1 + 1), 2 * 0.25, 0];
        foreach (var (column, value) in importance.Columns.Zip(expected))
        {
            // Four of 20 permutations' standard errors, and what 1000 rows scatter by; the seed is fixed.
            Assert.AreEqual(value, column.LossIncrease, 0.08 * value + 1e-9, column.Name);
        }
    }

    /// <summary>Where every column is one slot, ML.NET's own measure is the same but for the permutations' chance.</summary>
    [TestMethod]
    public void Single_slots_have_MLNets_importance()
    {
        float[] weights = [1.5f, 0.2f, -1, 0, 0.7f];
        var data = Data(row => row.Zip(weights, (x, w) => x * w).Sum() + row[1] * row[2], "A,B,C,D,E");
        var model = Linear(weights, data);
        var theirs = _mlContext.Regression.PermutationFeatureImportance(model, data, permutationCount: 20);
        foreach (var column in PermutationImportance.Create(model.Model, data, permutationCount: 20).Columns)
        {
            var other = theirs["ABCDE".IndexOf(column.Name[0])].MeanSquaredError;
            Assert.AreEqual(other.Mean, column.LossIncrease, 5 * (other.StandardError + column.StandardError) + 1e-9, column.Name);
        }
    }

    /// <summary>By what they score together; a column that is always the same is not needed, whatever scores.</summary>
    [TestMethod]
    [DataRow("regression")]
    [DataRow("binary")]
    [DataRow("multiclass")]
    public void Networks_that_score_together_are_measured_together(string task)
    {
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 120).Select(i => new EnsembleRow
        {
            Features = [i * 37 % 120 / 60f - 1, 5, i % 7],
            Number = i * 37 % 120,
            IsHigh = i * 37 % 120 >= 60,
            Class = $"{i * 37 % 120 / 40}",
        }));
        var data = _mlContext.Transforms.Conversion.MapValueToKey("Key", "Class").Fit(rows).Transform(rows);
        var options = new ActivityRegularizedTabularMlpOptions { LabelColumnName = task switch { "regression" => "Number", "binary" => "IsHigh", _ => "Key" }, Members = 2, Epochs = 3 };
        var (importance, expected) = task switch
        {
            "regression" when _mlContext.Regression.Trainers.ActivityRegularizedTabularMlp(options).Fit(data) is var model => (
                PermutationImportance.Create(model.Model, data, "Number", columnOf: Slot),
                model.Transform(data).GetColumn<float>("Score").Zip(data.GetColumn<float>("Number"), (score, y) => ((double)score - y) * ((double)score - y)).Average()),
            "binary" when _mlContext.BinaryClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(data) is var model => (
                PermutationImportance.Create(model.Model, data, "IsHigh", columnOf: Slot),
                model.Transform(data).GetColumn<float>("Probability").Zip(data.GetColumn<bool>("IsHigh"), (p, y) => -Math.Log(y ? p : 1 - (double)p)).Average()),
            _ when _mlContext.MulticlassClassification.Trainers.ActivityRegularizedTabularMlp(options).Fit(data) is var model => (
                PermutationImportance.Create(model.Model, data, "Key", columnOf: Slot),
                model.Transform(data).GetColumn<float[]>("Score").Zip(data.GetColumn<uint>("Key"), (scores, key) => -Math.Log(scores[(int)key - 1])).Average()),
            _ => throw new InvalidOperationException(),
        };
        Assert.AreEqual(expected, importance.Loss, 1e-5 * Math.Max(1, expected));
        Assert.AreEqual(0.0, importance.Columns.Single(column => column.Name == "1").LossIncrease);
        Assert.AreEqual("0", importance.Columns[0].Name);

        static string Slot(int slot, string name) => $"{slot}";
    }

    private sealed class EnsembleRow
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Number { get; set; }

        public bool IsHigh { get; set; }

        public string Class { get; set; } = "";
    }

    [TestMethod]
    public void Classes_are_measured_by_cross_entropy()
    {
        float[] weights = [2, 0, -1, 1, 0.5f];
        var data = Data(row => row[0] > 0 ? 1 : 0);
        var binary = _mlContext.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Boolean).Fit(data).Transform(data);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(Keep(weights)).Fit(binary);
        var importance = PermutationImportance.Create(model.Model.SubModel, binary);
        var logits = model.Transform(binary).GetColumn<float>("Score");
        var expected = logits.Zip(binary.GetColumn<bool>("Label"), (z, y) => -Math.Log(1 / (1 + Math.Exp(y ? -z : z)))).Average();
        Assert.AreEqual(expected, importance.Loss, 1e-6);
        Assert.AreEqual("A", importance.Columns[0].Name);

        // Keys in another order than the network's are mapped, by what they stand for.
        var keyed = Keyed("high", "low");
        var options = TinyTraining.Options();
        var multiclass = _mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(keyed);
        var straight = PermutationImportance.Create(multiclass.Model, keyed);
        Assert.AreEqual(_mlContext.MulticlassClassification.Evaluate(multiclass.Transform(keyed)).LogLoss, straight.Loss, 1e-6);
        Assert.AreEqual(straight.ToString(), PermutationImportance.Create(multiclass.Model, Keyed("low", "high")).ToString());

        IDataView Keyed(string first, string second)
        {
            var words = _mlContext.Transforms.Conversion.MapValue(
                "Label", new Dictionary<float, string> { [1] = "high", [0] = "low" }).Fit(data).Transform(data);
            var keys = _mlContext.Data.LoadFromEnumerable(new[] { new Word { Label = first }, new Word { Label = second } });
            return _mlContext.Transforms.Conversion.MapValueToKey("Label", keyData: keys).Fit(words).Transform(words);
        }
    }

    /// <summary>As it was measured when a copy of all rows was permuted.</summary>
    [TestMethod]
    public void Permuted_in_place_rows_give_what_a_copy_of_them_gives()
    {
        // More than one piece of them.
        const int rows = 3000, width = 60, columns = 7, repeats = 3, seed = 4;
        var random = new Random(2);
        float[] features = [.. Enumerable.Range(0, rows * width).Select(_ => random.NextSingle() - 0.5f)];
        float[] labels = [.. Enumerable.Range(0, rows).Select(row => features[row * width] - 2 * features[row * width + 9])];
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var data = _mlContext.Data.LoadFromEnumerable(
            Enumerable.Range(0, rows).Select(row => new Row { Features = features[(row * width)..((row + 1) * width)], Label = labels[row] }), definition);
        var network = _mlContext.Regression.Trainers.ActivityRegularizedMlp(hiddenUnits: [8], epochs: 1).Fit(data).Model;

        var loss = MeanLoss(features);
        var importance = PermutationImportance.Create(
            network, data, permutationCount: repeats, seed: seed, columnOf: (slot, _) => $"{slot % columns}");
        Assert.AreEqual(loss, importance.Loss);
        Assert.HasCount(columns, importance.Columns);
        foreach (var column in importance.Columns)
        {
            var slots = Enumerable.Range(0, width).Where(slot => $"{slot % columns}" == column.Name).ToArray();
            var increases = Enumerable.Range(0, repeats).Select(repeat => MeanLoss(Permuted(slots, repeat)) - loss);
            Assert.AreEqual(increases.Average(), column.LossIncrease, column.Name);
        }

        float[] Permuted(int[] slots, int repeat)
        {
            int[] order = [.. Enumerable.Range(0, rows)];
            RandomStreams.Create(seed, RandomStreams.Permutation, repeat).Shuffle<int>(order);
            float[] permuted = [.. features];
            foreach (var (row, from) in order.Index())
            {
                foreach (var slot in slots)
                    permuted[row * width + slot] = features[from * width + slot];
            }

            return permuted;
        }

        double MeanLoss(float[] values)
        {
            var scores = new float[rows];
            network.Score(values, scores);
            return scores.Zip(labels, (score, label) => ((double)score - label) * ((double)score - label)).Average();
        }
    }

    /// <summary>Columns with a point in their names beside one whose slots have names, whatever names look like.</summary>
    [TestMethod]
    public void Scalars_with_points_in_their_names_stay_apart()
    {
        var random = new Random(1);
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(_ => new Flower
        {
            Length = random.NextSingle(),
            Width = random.NextSingle(),
            Color = random.Next(3) == 0 ? "dark.red" : "blue",
            Label = random.NextSingle(),
        }).ToList());
        var data = _mlContext.Transforms.CopyColumns("Sepal.Length", "Length").Append(_mlContext.Transforms.CopyColumns("Sepal.Width", "Width"))
            .Append(_mlContext.Transforms.Categorical.OneHotEncoding("Petal.Color", "Color"))
            .Append(_mlContext.Transforms.Concatenate("Features", "Sepal.Length", "Petal.Color", "Sepal.Width")).Fit(rows).Transform(rows);
        var importance = PermutationImportance.Create(_mlContext.Regression.Trainers.ActivityRegularizedMlp(hiddenUnits: [2], epochs: 1).Fit(data).Model, data);
        TinyTraining.AreEqual(["Petal.Color 2", "Sepal.Length 1", "Sepal.Width 1"], importance.Columns.Select(column => $"{column.Name} {column.SlotCount}").Order());
    }

    /// <summary>Evaluate takes the column Probability, and the logarithm to base 2.</summary>
    [TestMethod]
    public void A_calibrated_model_is_measured_by_its_probabilities()
    {
        var data = SampleData.Binary(_mlContext);
        var options = TinyTraining.Options();
        options.ClassWeights = ClassWeights.Of(1, 20);
        var model = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data);
        Assert.AreNotEqual(0, model.Model.Calibrator.Offset);
        var importance = PermutationImportance.Create(model.Model, data);
        Assert.AreEqual(_mlContext.BinaryClassification.Evaluate(model.Transform(data)).LogLoss * Math.Log(2), importance.Loss, 1e-6);
        Assert.IsGreaterThan(importance.Loss + 0.01, PermutationImportance.Create(model.Model.SubModel, data).Loss);

        // Predicted labels are another matter.
        var moved = _mlContext.BinaryClassification.ChangeModelProbabilityThreshold(model, 0.9f);
        Assert.AreEqual(importance.ToString(), PermutationImportance.Create(moved.Model, data).ToString());

        options.ClassWeights = null;
        var plain = _mlContext.BinaryClassification.Trainers.ActivityRegularizedMlp(options).Fit(data).Model;
        Assert.AreEqual(PermutationImportance.Create(plain.SubModel, data).ToString(), PermutationImportance.Create(plain, data).ToString());
    }

    [TestMethod]
    public void As_a_data_view_it_has_a_row_for_each_column()
    {
        var data = Data(row => row[0] + row[3]);
        var importance = PermutationImportance.Create(Linear([1, 1, 1, 1, 1], data).Model, data);
        var view = importance.ToDataView(_mlContext);
        TinyTraining.AreEqual(
            ["Name String", "SlotCount Int32", "LossIncrease Double", "StandardError Double"], view.Schema.Select(column => $"{column.Name} {column.Type}"));
        TinyTraining.AreEqual(importance.Columns.Select(column => column.Name), view.GetColumn<string>("Name"));
        TinyTraining.AreEqual(importance.Columns.Select(column => column.SlotCount), view.GetColumn<int>("SlotCount"));
        TinyTraining.AreEqual(importance.Columns.Select(column => column.LossIncrease), view.GetColumn<double>("LossIncrease"));
        TinyTraining.AreEqual(importance.Columns.Select(column => column.StandardError), view.GetColumn<double>("StandardError"));
        CursorChecks.Run(view, "importance");
        Assert.ThrowsExactly<ArgumentNullException>(() => importance.ToDataView(null!));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_result_and_columns_can_be_named()
    {
        var data = Data(row => row[0]);
        var network = Linear([1, 1, 1, 1, 1], data).Model;
        var first = PermutationImportance.Create(network, data, seed: 5);
        Assert.AreEqual(first.ToString(), PermutationImportance.Create(network, data, seed: 5).ToString());
        Assert.AreNotEqual(first.ToString(), PermutationImportance.Create(network, data, seed: 6).ToString());
        var all = PermutationImportance.Create(network, data, columnOf: (_, _) => "all");
        Assert.HasCount(1, all.Columns);
        Assert.AreEqual(5, all.Columns[0].SlotCount);
        Assert.IsTrue(double.IsNaN(PermutationImportance.Create(network, data, permutationCount: 1).Columns[0].StandardError));
    }

    [TestMethod]
    public void What_cannot_be_measured_is_refused()
    {
        var data = Data(row => row[0]);
        var network = Linear([1, 1, 1, 1, 1], data).Model;
        Refused("permutationCount must be at least 1; received 0.", () => PermutationImportance.Create(network, data, permutationCount: 0));
        Refused("labelColumnName must name a column of the data; received \"Nothing\".", () => PermutationImportance.Create(network, data, "Nothing"));
        Refused(
            "data must have at least 2 rows with a label and features that the network can read; received 1.",
            () => PermutationImportance.Create(network, _mlContext.Data.TakeRows(data, 1)));
        Refused("column \"Features\" must be of type Single, as in training; received Vector<Single, 5>.", () => PermutationImportance.Create(network, data, "Features"));
        Refused("columnOf must name a column for every slot; received null.", () => PermutationImportance.Create(network, data, columnOf: (_, _) => null!));
        var other = _mlContext.Transforms.Conversion.ConvertType("Other", "Label", DataKind.Boolean).Fit(data).Transform(data);
        Refused("column \"Other\" must be of type Single, as in training; received Boolean.", () => PermutationImportance.Create(network, other, "Other"));
        var options = TinyTraining.Options();
        var binary = _mlContext.Transforms.CopyColumns("Number", "Label").Append(_mlContext.Transforms.CopyColumns("Label", "Other")).Fit(other).Transform(other);
        Refused(
            "column \"Number\" must be of type Boolean, as in training; received Single.",
            () => PermutationImportance.Create(TinyTraining.Trainer(_mlContext, options).Fit(binary).Model.SubModel, binary, "Number"));
        var keyed = _mlContext.Transforms.Conversion.MapValueToKey("Key", "Label").Append(_mlContext.Transforms.CopyColumns("Label", "Key")).Fit(binary).Transform(binary);
        Refused(
            "column \"Number\" must be of type Key<UInt32",
            () => PermutationImportance.Create(_mlContext.MulticlassClassification.Trainers.ActivityRegularizedMlp(options).Fit(keyed).Model, keyed, "Number"));

        static void Refused(string message, Action act)
        {
            var error = Assert.Throws<ArgumentException>(act);
            Assert.StartsWith(message, error.Message);
        }
    }

    private const int Rows = 1000;

    /// <summary>Trained so slowly that the weights stay what they are.</summary>
    private static ActivityRegularizedMlpOptions Keep(float[] weights) => new()
    {
        Layers = [],
        Epochs = 1,
        LearningRate = 1e-30f,
        InitialWeights = [new("dense/kernel", [5, 1], weights), new("dense/bias", [1], [0])],
    };

    private RegressionPredictionTransformer<NetworkModelParameters> Linear(float[] weights, IDataView data)
    {
        var options = Keep(weights);
        options.StandardizeLabels = false;
        return _mlContext.Regression.Trainers.ActivityRegularizedMlp(options).Fit(data);
    }

    private IDataView Data(Func<float[], float> label, string names = "A,B,Group.X,Group.Y,D")
    {
        var random = new Random(1);
        var definition = SchemaDefinition.Create(typeof(Row));
        ReadOnlyMemory<char>[] slots = [.. names.Split(',').Select(name => name.AsMemory())];
        definition["Features"].AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(5, slots), new VectorDataViewType(TextDataViewType.Instance, 5));
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(_ => Make()).ToArray(), definition);

        Row Make()
        {
            // Uniform of variance 1.
            float[] features = [.. Enumerable.Range(0, 5).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Sqrt(12)))];
            return new Row { Features = features, Label = label(features) };
        }
    }

    private sealed class Flower
    {
        public float Length { get; set; }

        public float Width { get; set; }

        public string Color { get; set; } = "";

        public float Label { get; set; }
    }

    private sealed class Row
    {
        [VectorType(5)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Word
    {
        public string Label { get; set; } = "";
    }
}
