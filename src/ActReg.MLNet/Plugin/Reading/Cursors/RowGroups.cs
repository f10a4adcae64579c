using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Which rows belong together: those with the same value.</summary>
/// <param name="Column">The column, for messages.</param>
/// <param name="HashColumn">Where its hash is.</param>
internal sealed record RowGroups(string Column, int HashColumn)
{
    /// <summary>Begins a pass.</summary>
    /// <returns>The hash of the row that the cursor is at.</returns>
    public Func<uint> Begin(FeatureFloatVectorCursor cursor)
    {
        var getter = cursor.Row.GetGetter<uint>(cursor.Row.Schema[HashColumn]);
        uint hash = 0;
        return () =>
        {
            getter(ref hash);
            return hash;
        };
    }

    /// <summary>What is wrong where all are in one part.</summary>
    /// <param name="column">The column.</param>
    /// <param name="groups">How many there are.</param>
    /// <param name="setAside">How many of them are set aside.</param>
    public static string Problem(string column, int groups, int setAside) =>
        $"validationFraction sets {setAside} of the {groups} group(s) of column \"{column}\" aside; {SetAsideRows.BothParts}";
}
