using System.IO.Compression;
using System.Text;
using ActReg.MLNet.Cli.Tables;
using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class CsvTableTests : IDisposable
{
    private const string Quoted = "name,\"says, or not\"\n\"Ann\",\"a \"\"b\"\"\n\nc\"\n Bo ,5\" pipe\n\"\",\n";

    private static readonly string[][] QuotedCells = [["Ann", "a \"b\"\n\nc"], [" Bo ", "5\" pipe"], ["", ""]];

    private readonly Written _files = new();

    public static IEnumerable<(string, byte[])> Encodings =>
    [
        ("UTF-8", Encoding.UTF8.GetBytes("ä;b\nß;2\n")),
        ("UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("ä;b\nß;2\n")]),
        ("UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("ä;b\nß;2\n")]),
        ("UTF-16, big end first", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("ä;b\nß;2\n")]),
        ("UTF-8, compressed", Compressed(Encoding.UTF8.GetBytes("ä;b\nß;2\n"))),
        ("UTF-16, compressed", Compressed([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("ä;b\nß;2\n")])),
    ];

    public void Dispose() => _files.Dispose();

    [TestMethod]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public void Cells_are_what_quotes_say(string lineEnd)
    {
        var table = _files.Open(Quoted.Replace("\n", lineEnd, StringComparison.Ordinal));
        CollectionAssert.AreEqual(new[] { "name", "says, or not" }, table.Columns.ToArray());
        AreEqual([.. QuotedCells.Select(row => row.Select(cell => cell.Replace("\n", lineEnd, StringComparison.Ordinal)).ToArray())], Written.All(table));
    }

    /// <summary>ML.NET's own loader is another program; it takes no quotes within cells that are not quoted.</summary>
    [TestMethod]
    public void ML_NET_reads_the_same()
    {
        var text = "a,b\n1,\"x, \"\"y\"\"\"\n\"2\",\"line\nline\"\n,z\n";
        var table = _files.Open(text);
        var mlContext = new MLContext();
        var loader = mlContext.Data.CreateTextLoader(new TextLoader.Options
        {
            Columns = [new("Cells", DataKind.String, 0, 1)],
            Separators = [','],
            HasHeader = true,
            AllowQuoting = true,
            ReadMultilines = true,
        });
        AreEqual([.. loader.Load(_files["t.csv"]).GetColumn<string?[]>("Cells").Select(row => row.Select(cell => cell ?? "").ToArray())], Written.All(table));
    }

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public void Encodings_are_told_by_the_bytes(string name, byte[] bytes)
    {
        var table = _files.Open(bytes);
        Assert.AreEqual("ä b", string.Join(' ', table.Columns), name);
        AreEqual([["ß", "2"]], Written.All(table));
    }

    [TestMethod]
    [DataRow("a,b;c,d\n1,2;3,4\n", ',')]
    [DataRow("a;b\n1,5;2\n", ';')]
    [DataRow("a\tb\n1,5\t2;3\n", '\t')]
    [DataRow("\"a;b;c\",d\n1,2\n", ',')]
    [DataRow("\"a\n;;\",d\n1,2\n", ',')]
    [DataRow("\n\na;b\n1;2\n", ';')]
    [DataRow("alone\n1\n", ',')]
    public void The_header_tells_the_separator(string text, char separator) => Assert.AreEqual(separator, _files.Open(text).Separator);

    [TestMethod]
    public void A_separator_that_is_said_is_taken() => AreEqual([["1,2", "3"]], Written.All(_files.Open("a,b|c\n1,2|3\n", new('|', NumberNotation.Invariant))));

    [TestMethod]
    [DataRow("", "FILE 't.csv' is empty.")]
    [DataRow("\n\n", "FILE 't.csv' is empty.")]
    [DataRow("a,b\n", "FILE 't.csv' has a header but no rows.")]
    [DataRow("a,b;c\n1,2\n", "FILE 't.csv' has as many of one separator as of another in its header; --separator must say which it is.")]
    [DataRow("a,b\n1,2\n3\n", "FILE 't.csv', line 3: a row must have 2 cells, like the header; received 1.")]
    [DataRow("a,b\n1,2,\n", "FILE 't.csv', line 2: a row must have 2 cells, like the header; received 3 (the line ends in a separator).")]
    [DataRow("a,b\n\n\"1\n2\",2\n\n3,4,5\n", "FILE 't.csv', line 6: a row must have 2 cells, like the header; received 3.")]
    [DataRow("a,b\n1,2\n3,\"4\n5,6\n", "FILE 't.csv', line 3: the row begins a quoted cell that does not end.")]
    [DataRow("a,b\n1,2\n3,\"4\"x\n", "FILE 't.csv', line 3: the row has a quoted cell that goes on after its closing quote.")]
    public void What_is_no_table_is_refused(string text, string message) => Assert.AreEqual(message, _files.Refusal(text));

    [TestMethod]
    public void Bytes_that_are_no_text_are_refused_with_their_line()
    {
        byte[] latin = [.. Encoding.UTF8.GetBytes("a,b\nä,1\n"), .. Encoding.Latin1.GetBytes("ö,2\n")];
        Assert.AreEqual(
            "FILE 't.csv' has bytes in line 3 that are not UTF-8: it must be UTF-8, UTF-16 with a byte order mark, or what --encoding says, such as latin-1 or windows-1252.", _files.Refusal(() => Written.All(_files.Open(latin))));
        Assert.AreEqual(
            "FILE 't.csv' has bytes in line 3 that are not UTF-16, which its byte order mark promises.",
            _files.Refusal(() => Written.All(_files.Open([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a,b\n1,2\n"), 0x00, 0xD8, 0x41, 0x00]))));
    }

    [TestMethod]
    [DataRow("latin-1", "\u00e4", "\u00df")]
    [DataRow("iso-8859-1", "\u00e4", "\u00df")]
    [DataRow("windows-1252", "\u20ac", "\u2026")]
    [DataRow("utf-16", "\u00e4", "\u20ac")]
    [DataRow("utf-8", "\u00e4", "\u20ac")]
    public void An_encoding_that_is_said_is_taken(string name, string header, string cell)
    {
        var encoding = TextEncodings.Of(name)!;
        var format = TableFormat.Default with { Encoding = encoding };
        var text = $"{header};b\n{cell};2\n";
        foreach (var bytes in (byte[][])[encoding.GetBytes(text), [.. encoding.Preamble, .. encoding.GetBytes(text)]])
        {
            var table = _files.Open(bytes, format);
            Assert.AreEqual($"{header} b", string.Join(' ', table.Columns));
            AreEqual([[cell, "2"]], Written.All(table));
        }
    }

    [TestMethod]
    public void Bytes_that_are_not_what_is_said_are_refused()
    {
        byte[] latin = [.. Encoding.UTF8.GetBytes("a,b\n1,1\n"), .. Encoding.Latin1.GetBytes("\u00f6,2\n")];
        Assert.AreEqual(
            "FILE 't.csv' has bytes in line 3 that are not utf-8, which --encoding asks for.",
            _files.Refusal(() => Written.All(_files.Open(latin, TableFormat.Default with { Encoding = TextEncodings.Of("utf-8") }))));
        Assert.AreEqual(
            "FILE 't.csv' has zero bytes in its header: it is no text, or UTF-16 without a byte order mark, which --encoding utf-16 reads.",
            _files.Refusal(() => Written.All(_files.Open(Encoding.Unicode.GetBytes("a,b\n1,2\n")))));
    }

    [TestMethod]
    public void Damaged_compression_is_refused()
    {
        var bytes = Compressed(Encoding.UTF8.GetBytes("a,b\n1,2\n"));
        bytes[10] ^= 0xFF;
        Assert.StartsWith("FILE 't.csv' cannot be decompressed: ", _files.Refusal(() => Written.All(_files.Open(bytes))));
    }

    [TestMethod]
    public void An_empty_line_is_a_row_of_a_single_column_alone()
    {
        AreEqual([["1"], [""], ["2"]], Written.All(_files.Open("a\n1\n\n2\n")));
        AreEqual([["1", ""], ["2", ""]], Written.All(_files.Open("a,b\n1,\n\n2,\n")));
    }

    /// <summary>Every cell in quotes, as RFC 4180 has it, whatever is in it.</summary>
    [TestMethod]
    public void Any_cells_in_quotes_are_read_as_they_are() => Gen.Select(Gen.Int[1, 4], Gen.OneOf(Gen.Const(','), Gen.Const(';'), Gen.Const('\t')))
        .SelectMany((columns, separator) => Cells.Array[columns].Array[1, 6].Select(rows => (separator, rows)))
        .Sample(
            table =>
            {
                var header = string.Join(table.separator, table.rows[0].Select((_, column) => $"c{column}"));
                var lines = table.rows.Select(row => string.Join(table.separator, row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
                AreEqual(table.rows, Written.All(_files.Open($"{header}\r\n{string.Join("\r\n", lines)}\r\n")));
            },
            iter: 300, threads: 1);

    private static readonly string[] Pieces = ["", "a", "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", " a ", "é", "😀", "#", "'", "=1"];

    internal static Gen<string> Cells { get; } = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]), Gen.String[Gen.Char.AlphaNumeric, 0, 5])
        .Array[0, 4].Select(string.Concat);

    internal static void AreEqual(string[][] expected, string[][] actual)
    {
        Assert.HasCount(expected.Length, actual);
        foreach (var (one, other) in expected.Zip(actual))
            CollectionAssert.AreEqual(one, other, string.Join('|', other));
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
            gzip.Write(bytes);
        return stream.ToArray();
    }
}
