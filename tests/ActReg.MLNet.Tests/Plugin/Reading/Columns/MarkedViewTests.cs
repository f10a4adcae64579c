using ActReg.MLNet.Tests.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class MarkedViewTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Rows_are_the_same_and_only_the_mark_is_another()
    {
        var data = SampleData.Regression(_mlContext);
        var marked = _mlContext.Data.MarkNormalized(data, "Features");
        Assert.IsTrue(marked.Schema["Features"].IsNormalized());
        Assert.IsFalse(marked.Schema["Label"].IsNormalized());
        TinyTraining.AreEqual(SlotNames(data), SlotNames(marked));
        TinyTraining.AreEqual(Rows(data), Rows(marked));
        Assert.IsFalse(_mlContext.Data.MarkNormalized(marked, "Features", isNormalized: false).Schema["Features"].IsNormalized());
        Assert.AreEqual(data.GetRowCount(), marked.GetRowCount());
        Assert.AreEqual(data.CanShuffle, marked.CanShuffle);
    }

    /// <summary>In an ordinary pipeline: through cursors of its own, other transforms and a cache.</summary>
    [TestMethod]
    public void Is_a_data_view_like_others()
    {
        var data = SampleData.Regression(_mlContext);
        var marked = _mlContext.Data.MarkNormalized(data, "Features");
        TinyTraining.AreEqual(Rows(data), Rows(_mlContext.Data.Cache(marked)));
        var renamed = _mlContext.Transforms.CopyColumns("Copy", "Features").Fit(marked).Transform(marked);
        Assert.IsTrue(renamed.Schema["Copy"].IsNormalized());
        using var cursor = marked.GetRowCursor([marked.Schema["Label"]]);
        Assert.IsTrue(cursor.IsColumnActive(marked.Schema["Label"]));
        Assert.IsFalse(cursor.IsColumnActive(marked.Schema["Features"]));
        var label = cursor.GetGetter<float>(marked.Schema["Label"]);
        Assert.IsTrue(cursor.MoveNext());
        var value = 0f;
        label(ref value);
        Assert.AreEqual(data.GetColumn<float>("Label").First(), value);
    }

    [TestMethod]
    public void A_missing_column_is_named() => Assert.AreEqual(
        "columnName must name a column of the data; received \"Nothing\".",
        Assert.ThrowsExactly<ArgumentException>(() => _mlContext.Data.MarkNormalized(SampleData.Regression(_mlContext), "Nothing")).Message);

    private static IEnumerable<string> SlotNames(IDataView data)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        data.Schema["Features"].GetSlotNames(ref names);
        return names.DenseValues().Select(name => name.ToString());
    }

    private static IEnumerable<float> Rows(IDataView data) =>
        data.GetColumn<VBuffer<float>>("Features").SelectMany(row => row.DenseValues()).Concat(data.GetColumn<float>("Label"));
}
