using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests;

[TestClass]
public sealed class LoadPointsTests
{
    private static readonly MLContext Context = new(seed: 1);

    [TestMethod]
    [DataRow(0)]
    [DataRow(100)]
    public void TheSchemaIsTwoFeaturesAndALabel(int sampleCount)
    {
        foreach (var data in new[] { Context.Data.LoadCircles(sampleCount), Context.Data.LoadMoons(sampleCount) })
        {
            Assert.AreEqual("Features, Label", string.Join(", ", data.Schema.Select(column => column.Name)));
            Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), data.Schema["Features"].Type);
            Assert.AreEqual(BooleanDataViewType.Instance, data.Schema["Label"].Type);
            Assert.AreEqual(sampleCount, data.GetRowCount());
            Assert.HasCount(sampleCount, Rows(data));
        }
    }

    [TestMethod]
    public void RowsAreTheCirclesCastToSingle()
    {
        AssertRows(
            Circles.Generate(SampleCounts.Split(100), 0.1, 0.8, shuffle: true, new(1)),
            Context.Data.LoadCircles(sampleCount: 100, noise: 0.1, seed: 1));
        AssertRows(
            Circles.Generate(SampleCounts.Of(10, 4), 1.5, 0.5, shuffle: false, new(42)),
            Context.Data.LoadCircles(10, 4, noise: 1.5, seed: 42, factor: 0.5, shuffle: false));
    }

    [TestMethod]
    public void RowsAreTheMoonsCastToSingle()
    {
        AssertRows(
            Moons.Generate(SampleCounts.Split(7), 0.1, shuffle: true, new(2)),
            Context.Data.LoadMoons(7, noise: 0.1, seed: 2));
        AssertRows(
            Moons.Generate(SampleCounts.Of(10, 4), 1.5, shuffle: false, new(42)),
            Context.Data.LoadMoons(10, 4, noise: 1.5, seed: 42, shuffle: false));
    }

    [TestMethod]
    public void TwoCursorsAtATimeSeeEqualRows()
    {
        var data = Context.Data.LoadCircles(sampleCount: 50, noise: 0.1);
        using var first = data.GetRowCursor(data.Schema);
        using var second = data.GetRowCursor(data.Schema);
        var count = 0;
        while (first.MoveNext())
        {
            Assert.IsTrue(second.MoveNext());
            Assert.AreEqual(Row(first), Row(second));
            count++;
        }

        Assert.IsFalse(second.MoveNext());
        Assert.AreEqual(50, count);
    }

    [TestMethod]
    public void RowsCanBeSplit()
    {
        var data = Context.Data.LoadCircles(sampleCount: 200, noise: 0.1, seed: 3);
        var split = Context.Data.TrainTestSplit(data, testFraction: 0.3);
        var (train, test) = (Rows(split.TrainSet), Rows(split.TestSet));
        Assert.IsInRange(30, 90, test.Length);
        CollectionAssert.AreEquivalent(Rows(data), train.Concat(test).ToArray());
    }

    internal static (float X, float Y, bool Label)[] Rows(IDataView data) =>
    [
        .. data.GetColumn<float[]>("Features").Zip(
            data.GetColumn<bool>("Label"), (features, label) => (features[0], features[1], label)),
    ];

    private static (float X, float Y, bool Label) Row(DataViewRow row)
    {
        VBuffer<float> features = default;
        bool label = default;
        row.GetGetter<VBuffer<float>>(row.Schema["Features"])(ref features);
        row.GetGetter<bool>(row.Schema["Label"])(ref label);
        var values = features.DenseValues().ToArray();
        Assert.HasCount(2, values);
        return (values[0], values[1], label);
    }

    private static void AssertRows(LabeledPoint[] expected, IDataView actual) =>
        CollectionAssert.AreEqual(
            expected.Select(point => ((float)point.X, (float)point.Y, point.Label)).ToArray(), Rows(actual));
}
