namespace ActReg.MLNet.Cli.Tables;

/// <summary>Rows of a file that must be at their end what it was at first.</summary>
/// <param name="rows">The rows, which this closes.</param>
/// <param name="stamp">The file's.</param>
internal sealed class UnchangedRows(TableRows rows, FileStamp stamp) : TableRows
{
    private long _count;

    public override string Place => rows.Place;

    public override string this[int column] => rows[column];

    public override bool Read()
    {
        if (rows.Read())
        {
            _count++;
            return true;
        }

        stamp.CheckEnd(_count);
        return false;
    }

    public override void Dispose() => rows.Dispose();
}
