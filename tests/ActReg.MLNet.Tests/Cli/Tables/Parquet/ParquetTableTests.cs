using ActReg.MLNet.Cli.Tables;
using Parquet;
using Parquet.Schema;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class ParquetTableTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    public async Task Values_of_all_row_groups_are_texts()
    {
        DataField<string> name = new("name");
        DataField<double> price = new("price", false);
        DataField<double?> weight = new("weight", true);
        DataField<int> count = new("count", false);
        DataField<bool> isNew = new("is new", false);
        DataField<DateTime> since = new("since", false);
        using (var stream = File.Create(_files["t.parquet"]))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(name, price, weight, count, isNew, since), stream);
            foreach (var group in new[] { 0, 1 })
            {
                using var rows = writer.CreateRowGroup();
                await rows.WriteAsync(name, group == 0 ? ["a,\"b\"", null!] : ["ü", ""]);
                await rows.WriteAsync<double>(price, new[] { 0.1 + group, -1e-20 });
                await rows.WriteAsync<double>(weight, new double?[] { null, 2.5 });
                await rows.WriteAsync<int>(count, new[] { 1 + group, int.MaxValue });
                await rows.WriteAsync<bool>(isNew, new[] { true, false });
                await rows.WriteAsync<DateTime>(since, new[] { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new DateTime(1999, 12, 31, 0, 0, 0, DateTimeKind.Utc) });
                rows.CompleteValidate();
            }
        }

        var table = TableFiles.Open("FILE", _files["t.parquet"], new(';', new(',')));
        Assert.AreEqual("name price weight count is new since", string.Join(' ', table.Columns));
        CsvTableTests.AreEqual(
            [
                ["a,\"b\"", "0.1", "", "1", "true", "2026-01-02T03:04:05"],
                ["", "-1E-20", "2.5", "2147483647", "false", "1999-12-31T00:00:00"],
                ["ü", "1.1", "", "2", "true", "2026-01-02T03:04:05"],
                ["", "-1E-20", "2.5", "2147483647", "false", "1999-12-31T00:00:00"],
            ],
            Written.All(table));

        // Whatever is said of text files, its numbers are the invariant culture's.
        Assert.IsTrue(table.Numbers.TryParse("0.1", out _));
        using var places = table.Open();
        for (var row = 1; row <= 4; row++)
        {
            Assert.IsTrue(places.Read());
            Assert.AreEqual($"row {row}", places.Place);
        }

        Assert.IsFalse(places.Read());
    }

    [TestMethod]
    public async Task Lists_are_no_columns_of_a_table()
    {
        DataField<IEnumerable<int>> list = new("numbers");
        using (var stream = File.Create(_files["t.parquet"]))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(list), stream);
        }

        Assert.AreEqual(
            "FILE 't.parquet' must have columns of single values; 'numbers' has lists or structures.",
            _files.Refusal(() => TableFiles.Open("FILE", _files["t.parquet"], TableFormat.Default)));
    }

    [TestMethod]
    public async Task No_rows_are_refused()
    {
        using (var stream = File.Create(_files["t.parquet"]))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(new DataField<int>("a")), stream);
        }

        Assert.AreEqual(
            "FILE 't.parquet' has columns but no rows.", _files.Refusal(() => TableFiles.Open("FILE", _files["t.parquet"], TableFormat.Default)));
    }
}
