using System.Text;
using ActReg.MLNet.Cli.Tables;
using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests.Cli.Tables;

/// <summary>Tables of a test's own, in files.</summary>
internal sealed class Written : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string this[string name] => _folder[name];

    public DataFile Open(string text, TableFormat? format = null) => Open(Encoding.UTF8.GetBytes(text), format);

    public DataFile Open(byte[] bytes, TableFormat? format = null)
    {
        File.WriteAllBytes(this["t.csv"], bytes);
        return TableFiles.Open("FILE", this["t.csv"], format ?? TableFormat.Default);
    }

    /// <summary>The message that a table is refused with, its path left out.</summary>
    public string Refusal(string text, TableFormat? format = null) => Refusal(() => All(Open(text, format)));

    public string Refusal(Action act) => Problem(act).Message
        .Replace(this[""] + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(this[""], "", StringComparison.Ordinal);

    /// <summary>ML.NET reads on threads of its own, and tells of what these throw.</summary>
    private static TableException Problem(Action act) => TableException.In(Assert.Throws<Exception>(act)) ?? throw new AssertFailedException("It is no problem of a table.");

    /// <summary>All rows of a table.</summary>
    public static string[][] All(DataFile table)
    {
        var all = new List<string[]>();
        using var rows = table.Open();
        while (rows.Read())
            all.Add([.. Enumerable.Range(0, table.Columns.Count).Select(column => rows[column])]);
        return [.. all];
    }

    public void Dispose() => _folder.Dispose();
}
