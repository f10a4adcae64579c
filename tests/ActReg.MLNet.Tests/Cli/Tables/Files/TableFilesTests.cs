using ActReg.MLNet.Cli.Tables;

namespace ActReg.MLNet.Tests.Cli.Tables;

[TestClass]
public sealed class TableFilesTests : IDisposable
{
    private readonly Written _files = new();

    public void Dispose() => _files.Dispose();

    [TestMethod]
    public void What_is_not_there_is_named() => Assert.AreEqual(
        "DATA 'nowhere.csv' does not exist.", _files.Refusal(() => TableFiles.Open("DATA", _files["nowhere.csv"], TableFormat.Default)));

    [TestMethod]
    public void A_folder_is_no_table() => Assert.AreEqual(
        "DATA '' must be a file; it is a folder.", _files.Refusal(() => TableFiles.Open("DATA", _files[""], TableFormat.Default)));

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_device_cannot_be_read_twice() => Assert.AreEqual(
        "DATA '/dev/null' must be a file, which can be read more than once; it is a pipe or a device. What comes from a pipe must be saved to a file first.",
        _files.Refusal(() => TableFiles.Open("DATA", "/dev/null", TableFormat.Default)));

    [TestMethod]
    public void A_workbook_is_no_text() => Assert.AreEqual(
        "FILE 't.csv' must be text or Parquet; it is a zip, as workbooks are.", _files.Refusal(() => _files.Open([(byte)'P', (byte)'K', 3, 4, 0, 0])));

    [TestMethod]
    public void What_only_begins_like_Parquet_is_refused() => Assert.StartsWith(
        "FILE 't.csv' cannot be read as Parquet: ", _files.Refusal("PAR1,b\n1,2\n"));
}
