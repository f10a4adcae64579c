using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Cli.Terminal;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class UnseenCategoriesTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    /// <summary>In rows with a label; a missing value is none that was not seen, nor is white space around one that was.</summary>
    [TestMethod]
    public void What_training_did_not_see_is_counted_by_column()
    {
        Train();
        var model = TableModel.Load(_files["m.zip"]);
        var table = _files.Open("city,size,n,y\nUlm,S,1,u\nOslo,S,2,v\nUlm,XL,3,u\n,NA,4,v\n Rome ,M,5,u\nBonn,S,6,\n");
        var labeled = LabeledTable.Of(model, table, CancellationToken.None);
        Assert.AreEqual(
            "column 'city': 3 of 5 rows have one of 2 values that training did not see (e.g. 'Ulm'); they count as missing; "
            + "column 'size': 1 of 5 rows have a value that training did not see ('XL'); it counts as missing",
            string.Join("; ", labeled.Unseen.Select(column => column.Text(labeled.Labeled))));
        Assert.IsEmpty(LabeledTable.Of(model, _files.Open("city,size,n,y\nRome,S,1,u\nParis,M,2,v\n"), CancellationToken.None).Unseen);
    }

    /// <summary>They score as a missing one.</summary>
    [TestMethod]
    public void Scoring_counts_the_same()
    {
        Train();
        using var stream = new MemoryStream();
        var counts = new TableScorer(TableModel.Load(_files["m.zip"]), _files.Open("city,size,n\nUlm,S,1\n,S,1\nRome,S,1\n")).Write(stream, CancellationToken.None);
        Assert.AreEqual(new UnseenCategory("city", 1, 1, "Ulm"), counts.UnseenCategories.Single());
        var lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.AreEqual(lines[1]["Ulm".Length..], lines[2]);
        Assert.AreNotEqual(lines[1]["Ulm".Length..], lines[3]["Rome".Length..]);
    }

    /// <summary>Any number of rows takes the same memory.</summary>
    [TestMethod]
    public void No_more_than_a_thousand_values_are_kept()
    {
        Train();
        var model = TableModel.Load(_files["m.zip"]);
        var table = _files.Open("city,size,n,y\n" + string.Concat(Enumerable.Range(0, 1500).Select(row => $"c{row},S,1,{"uv"[row % 2]}\n")));
        var labeled = LabeledTable.Of(model, table, CancellationToken.None);
        Assert.AreEqual(
            "column 'city': 1500 of 1500 rows have one of 1000 values or more that training did not see (e.g. 'c0'); they count as missing", labeled.Unseen.Single().Text(labeled.Labeled));
    }

    private void Train()
    {
        File.WriteAllLines(_files["train.csv"], ["city,size,n,y", .. Enumerable.Range(0, 40).Select(row => $"{(row % 2 == 0 ? "Rome" : "Paris")},{"SML"[row % 3]},{row * 7 % 11},{"uv"[row % 2]}")]);
        new TrainRun(new NetworkChoices { HiddenUnits = [4], Epochs = 2 }, KindChoices.None, Consoles.Output(isQuiet: true))
        {
            File = new("FILE", _files["train.csv"]),
            Format = TableFormat.Default,
            Label = "y",
            Folds = 0,
            Task = null,
            Positive = null,
            Model = new("--model", _files["m.zip"]),
            Json = null,
        }.Run(CancellationToken.None);
    }
}
