using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class CategoryConcatenationTests
{
    private static readonly string[] All = ["CityKey", "Sizes", "WordKeys", "Age"];

    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Keeps_every_promise_of_an_estimator()
    {
        foreach (var mode in new[] { BagMode.Sum, BagMode.Mean })
        {
            foreach (var columns in new[] { All, ["CityKey"], ["Age", "WordKeys"], ["Sizes"] })
            {
                var data = Keyed(CategoryRows.Some(80));
                EstimatorChecks.Run(_mlContext, _mlContext.Transforms.ConcatenateCategories("Features", mode, columns), data, new EstimatorCheckOptions
                {
                    InvalidInputs = [BadInputs.WithoutColumn(data, columns[0]), BadInputs.WithColumnFrom(data, columns[0], "City")],
                });
            }
        }
    }

    /// <summary>Numbers first; then each block, of which the first slot counts what is missing.</summary>
    [TestMethod]
    public void Numbers_come_first_and_keys_become_blocks_of_counts()
    {
        var train = Keyed(Row(1, "a", "x y x"), Row(2, "b", "z"));
        var features = CategoryRows.Features(_mlContext.Transforms.ConcatenateCategories("Features", All).Fit(train).Transform(train));
        TinyTraining.AreEqual([10f, 20, 1, 0, 1, 0, 0, 2, 1, 0], features[0]);
        TinyTraining.AreEqual([10f, 20, 2, 0, 0, 1, 0, 0, 0, 1], features[1]);
    }

    [TestMethod]
    public void Keys_that_are_unseen_or_missing_and_words_that_there_are_none_of_have_their_place()
    {
        var keys = CategoryRows.Keys(_mlContext).Append(_mlContext.Transforms.ConcatenateCategories("Features", All)).Fit(CategoryRows.View(_mlContext, Row(1, "a", "x y x"), Row(2, "b", "z")));
        var features = CategoryRows.Features(keys.Transform(CategoryRows.View(_mlContext, Row(1, "unseen", "x new z old"), Row(2, "", ""))));
        TinyTraining.AreEqual([10f, 20, 1, 1, 0, 0, 2, 1, 0, 1], features[0]);
        TinyTraining.AreEqual([10f, 20, 2, 1, 0, 0, 0, 0, 0, 0], features[1]);
    }

    [TestMethod]
    public void Means_are_shares_of_all_keys_of_the_row()
    {
        var keys = CategoryRows.Keys(_mlContext).Append(_mlContext.Transforms.ConcatenateCategories("Features", BagMode.Mean, "WordKeys"))
            .Fit(CategoryRows.View(_mlContext, Row(1, "a", "x y x"), Row(2, "b", "z")));
        var features = CategoryRows.Features(keys.Transform(CategoryRows.View(_mlContext, Row(1, "a", "x new x z"), Row(2, "a", ""))));
        TinyTraining.AreEqual([0.25f, 0.5f, 0, 0.25f], features[0]);
        TinyTraining.AreEqual([0f, 0, 0, 0], features[1]);
    }

    [TestMethod]
    public void Slots_are_named_after_columns_and_keys()
    {
        var train = Keyed(Row(1, "a", "x y x"), Row(2, "b", "z"));
        TinyTraining.AreEqual(
            ["Sizes.0", "Sizes.1", "Age", "CityKey.(missing)", "CityKey.a", "CityKey.b", "WordKeys.(missing)", "WordKeys.x", "WordKeys.y", "WordKeys.z"],
            CategoryRows.SlotNames(Concatenated(train, All).Schema["Features"]));
    }

    /// <summary>Keys without values, which ML.NET counts from 0 in memory: 3 is none of three.</summary>
    [TestMethod]
    public void Keys_of_any_type_are_counted()
    {
        var data = _mlContext.Data.LoadFromEnumerable([new AnyKeys { Byte = 2, UInt32 = 3, UInt64 = 0 }]);
        var features = Concatenated(data, "Byte", "UInt32", "UInt64");
        TinyTraining.AreEqual(["UInt32.(missing)", "UInt32.0", "UInt32.1", "UInt32.2"], CategoryRows.SlotNames(features.Schema["Features"])[4..8]);
        TinyTraining.AreEqual([0f, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0], CategoryRows.Features(features)[0]);
    }

    /// <summary>Trees are told of single keys alone: of a vector they would see one key.</summary>
    [TestMethod]
    public void Blocks_are_marked_and_found()
    {
        var column = Concatenated(Keyed(Row(1, "a", "x y x"), Row(2, "b", "z")), All).Schema["Features"];
        TinyTraining.AreEqual([new CategoryBlock(3, 3), new CategoryBlock(6, 4)], CategoryRanges.Of(column));
        var ranges = default(VBuffer<int>);
        column.Annotations.GetValue("CategoricalSlotRanges", ref ranges);
        TinyTraining.AreEqual([3, 5], ranges.DenseValues());
        column.Annotations.GetValue("BagSlotRanges", ref ranges);
        TinyTraining.AreEqual([6, 9], ranges.DenseValues());
    }

    [TestMethod]
    public void One_hot_vectors_of_MLNet_are_found_through_its_concatenation()
    {
        var data = CategoryRows.View(_mlContext, CategoryRows.Some(20));
        var pipeline = _mlContext.Transforms.Categorical.OneHotEncoding("OneHot", "City").Append(_mlContext.Transforms.Concatenate("Features", "Age", "OneHot", "Sizes"));
        TinyTraining.AreEqual([new CategoryBlock(1, 3)], CategoryRanges.Of(pipeline.Fit(data).Transform(data).Schema["Features"]));
    }

    /// <summary>One-hot vectors, and what was concatenated before, among other columns.</summary>
    [TestMethod]
    public void Blocks_of_inputs_are_kept()
    {
        var keyed = Keyed(Row(1, "a", "x y x"), Row(2, "b", "z"));
        var data = _mlContext.Transforms.Categorical.OneHotEncoding("OneHot", "City").Append(_mlContext.Transforms.ConcatenateCategories("Before", "Age", "CityKey", "WordKeys"))
            .Fit(keyed).Transform(keyed);
        var concatenation = _mlContext.Transforms.ConcatenateCategories("Features", "WordKeys", "OneHot", "CityKey", "Before", "Sizes");
        var column = concatenation.Fit(data).Transform(data).Schema["Features"];
        // OneHot 0 1, Before 2 to 9, of which 3 to 5 and 6 to 9 are blocks, Sizes 10 11, WordKeys 12 to 15, CityKey 16 to 18.
        TinyTraining.AreEqual([new(0, 2), new(3, 3), new(16, 3)], CategoryRanges.Of(column, "CategoricalSlotRanges"));
        TinyTraining.AreEqual([new(6, 4), new(12, 4)], CategoryRanges.Of(column, "BagSlotRanges"));
        TinyTraining.AreEqual(["OneHot.a", "OneHot.b", "Before.Age", "Before.CityKey.(missing)"], CategoryRows.SlotNames(column)[..4]);
        EstimatorChecks.Run(_mlContext, concatenation, data, new EstimatorCheckOptions { InvalidInputs = [BadInputs.WithoutColumn(data, "Before")] });
    }

    /// <summary>By another MapValueToKey, of the same values in another order, of others, or of more; also from a file.</summary>
    [TestMethod]
    public void Keys_that_stand_for_something_else_are_refused()
    {
        var train = Keyed(Row(1, "a", "x y x"), Row(2, "b", "z"));
        var fitted = _mlContext.Transforms.ConcatenateCategories("Features", All).Fit(train);
        foreach (var transformer in new[] { fitted, SavedModel.Reload(_mlContext, fitted, train.Schema) })
        {
            Assert.HasCount(10, CategoryRows.Features(transformer.Transform(Keyed(Row(5, "a", "x y x"), Row(6, "b", "z"))))[0]);
            AssertRefused("\"CityKey\" must have the 2 keys that it had when the transform was fitted, in their order; received 2: [b, a].", transformer, Row(2, "b", "x y"), Row(1, "a", "z"));
            AssertRefused("\"CityKey\" must have the 2 keys that it had when the transform was fitted, in their order; received 1: [b].", transformer, Row(2, "b", "x y z"));
            AssertRefused("\"WordKeys\" must have the 3 keys that it had when the transform was fitted, in their order; received 3: [x, y, w].", transformer, Row(1, "a", "x y w"), Row(1, "b", "x"));
        }

        void AssertRefused(string message, ITransformer transformer, params CategoryRows.Row[] rows)
        {
            var data = Keyed(rows);
            var error = Assert.ThrowsExactly<ArgumentException>(() => transformer.Transform(data)).Message;
            Assert.StartsWith($"column {message} Make keys by the MapValueToKey that was fitted with it", error);
            Assert.AreEqual(error, Assert.ThrowsExactly<ArgumentException>(() => transformer.GetOutputSchema(data.Schema)).Message);
        }
    }

    /// <summary>Where keys do not say what they stand for, their number does.</summary>
    [TestMethod]
    public void Keys_without_values_are_known_by_their_number()
    {
        var fitted = _mlContext.Transforms.ConcatenateCategories("Features", "Byte").Fit(Keys(3));
        Assert.HasCount(4, CategoryRows.Features(fitted.Transform(Keys(3)))[0]);
        Assert.StartsWith(
            "column \"Byte\" must have the 3 keys that it had when the transform was fitted, in their order; received 4.",
            Assert.ThrowsExactly<ArgumentException>(() => fitted.Transform(Keys(4))).Message);

        IDataView Keys(ulong count)
        {
            var definition = SchemaDefinition.Create(typeof(AnyKeys));
            definition["Byte"].ColumnType = new KeyDataViewType(typeof(byte), count);
            return _mlContext.Data.LoadFromEnumerable([new AnyKeys()], definition);
        }
    }

    /// <summary>Saved before keys were kept, of the keys a and b.</summary>
    [TestMethod]
    public void Files_of_earlier_versions_are_read()
    {
        var old = _mlContext.Model.Load(Path.Combine(AppContext.BaseDirectory, "Golden", "transforms", "concatenation-v1.zip"), out _);
        TinyTraining.AreEqual([1f, 0, 1, 0], CategoryRows.Features(old.Transform(Keyed(Row(1, "a", "x"), Row(2, "b", "x"))))[0]);
    }

    [TestMethod]
    public void Wide_rows_are_sparse()
    {
        var data = Keyed([.. Enumerable.Range(0, 300).Select(i => Row(i + 1, $"city {i}", $"w{i}"))]);
        var rows = Concatenated(data, All).GetColumn<VBuffer<float>>("Features").ToArray();
        Assert.IsTrue(rows.All(row => !row.IsDense && row.GetValues().Length == 5));
        Assert.IsTrue(Concatenated(data, "Age", "Sizes").GetColumn<VBuffer<float>>("Features").All(row => row.IsDense));
    }

    [TestMethod]
    public void What_cannot_be_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => _mlContext.Transforms.ConcatenateCategories(" ", (BagMode)7));
        Assert.AreEqual(
            string.Join(Environment.NewLine, "outputColumnName must name a column; received \" \".", "bagMode must be one of Sum, Mean; received 7.", "inputColumnNames must name at least one column; received none."),
            error.Message);
        error = Assert.Throws<ArgumentException>(() => Concatenated(Keyed(Row(1, "a", "x")), "Age", "City"));
        Assert.Contains("'City'", error.Message);
        Assert.Contains("Single, a known-size vector of it, a key or a vector of keys, of a known number of keys", error.Message);
    }

    private IDataView Concatenated(IDataView data, params string[] columns) => _mlContext.Transforms.ConcatenateCategories("Features", columns).Fit(data).Transform(data);

    private IDataView Keyed(params CategoryRows.Row[] rows)
    {
        var data = CategoryRows.View(_mlContext, rows);
        return CategoryRows.Keys(_mlContext).Fit(data).Transform(data);
    }

    private static CategoryRows.Row Row(float age, string city, string words) => new() { Age = age, Sizes = [10, 20], City = city, Words = words };

    private sealed class AnyKeys
    {
        [KeyType(3)]
        public byte Byte { get; set; }

        [KeyType(3)]
        public uint UInt32 { get; set; }

        [KeyType(3)]
        public ulong UInt64 { get; set; }
    }
}
