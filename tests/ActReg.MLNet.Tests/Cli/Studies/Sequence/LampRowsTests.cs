using ActReg.MLNet.Cli.Sequence;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Cli;

[TestClass]
public sealed class LampRowsTests
{
    private static readonly SequenceSettings Settings = new()
    {
        Timesteps = 12,
        Rows = 300,
        ValidationRows = 200,
        TestRows = 100,
    };

    private static readonly MLContext MLContext = new(1);

    private static LampRows Load(int seed) => LampRows.Load(MLContext, Settings, seed);

    private static string[] Texts(params IDataView[] views) =>
        [.. views.SelectMany(view => view.GetColumn<float[]>("Events").Zip(view.GetColumn<bool>("Label"))
            .Select(row => $"{string.Concat(row.First)} {row.Second}"))];

    private static string[] All(LampRows rows) => Texts(rows.Train, rows.Validation, rows.Test);

    [TestMethod]
    public void There_are_as_many_of_each_kind_as_asked_for()
    {
        var rows = Load(1);
        Assert.HasCount(300, Texts(rows.Train));
        Assert.HasCount(200, Texts(rows.Validation));
        Assert.HasCount(100, Texts(rows.Test));
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 12), rows.Test.Schema["Events"].Type);
    }

    [TestMethod]
    public void The_seed_alone_determines_them()
    {
        CollectionAssert.AreEqual(All(Load(1)), All(Load(1)));
        CollectionAssert.AreEqual(All(Load(1)), All(LampRows.Load(new MLContext(2), Settings, 1)));
    }

    /// <summary>Of two draws of the same event sequences, few are alike: 12 events are the same with .41^12 = 3e-5.</summary>
    [TestMethod]
    public void Other_seeds_and_other_kinds_are_other_draws()
    {
        var rows = Load(1);
        AssertFewAlike(Texts(rows.Train), Texts(Load(2).Train));
        AssertFewAlike(Texts(rows.Train), Texts(rows.Validation));
        AssertFewAlike(Texts(rows.Train), Texts(rows.Test));
        AssertFewAlike(Texts(rows.Validation), Texts(rows.Test));
    }

    private static void AssertFewAlike(string[] a, string[] b) =>
        Assert.IsLessThan(20, a.Zip(b).Count(pair => pair.First == pair.Second) + a.Intersect(b).Count());
}
