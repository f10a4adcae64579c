using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>All rows of the groups that are drawn, by the seed and what a group's rows have in common.</summary>
/// <param name="Draw">What draws.</param>
/// <param name="Column">The column, for messages.</param>
/// <param name="HashColumn">Where its hash is.</param>
internal sealed record GroupedRows(ValidationDraw Draw, string Column, int HashColumn) : SetAsideRows
{
    public override int[] OtherColumns => [HashColumn];

    public override bool IsByOtherValue => true;

    public override Func<bool> Begin(FeatureFloatVectorCursor cursor)
    {
        var next = Hashes(cursor);
        return () => Draw.SetsAside(new DataViewRowId(next(), 0));
    }

    public override (int[] Train, int[] Validation) Split(TrainingSet set, bool[] isSetAside) => ValidationSplit.Divide(isSetAside);

    public override string? Problem(ExampleSource source, long train, long setAside)
    {
        if (train > 0 && setAside > 0)
            return null;
        var groups = new GroupCount(this);
        using var cursor = (source with { SetAside = groups }).Open();
        while (cursor.MoveNext())
        {
        }

        return $"validationFraction sets {(train == 0 ? groups.Count : 0)} of the {groups.Count} group(s) of column \"{Column}\" aside; {BothParts}"
            + (groups.Count > 1 ? " Another seed draws others." : "");
    }

    private Func<uint> Hashes(FeatureFloatVectorCursor cursor)
    {
        var getter = cursor.Row.GetGetter<uint>(cursor.Row.Schema[HashColumn]);
        uint hash = 0;
        return () =>
        {
            getter(ref hash);
            return hash;
        };
    }

    /// <summary>Counts the groups, and sets nothing aside.</summary>
    private sealed record GroupCount(GroupedRows Rows) : SetAsideRows
    {
        private readonly HashSet<uint> _hashes = [];

        public int Count => _hashes.Count;

        public override int[] OtherColumns => Rows.OtherColumns;

        public override Func<bool> Begin(FeatureFloatVectorCursor cursor)
        {
            var next = Rows.Hashes(cursor);
            return () => !_hashes.Add(next());
        }

        public override (int[] Train, int[] Validation) Split(TrainingSet set, bool[] isSetAside) => Rows.Split(set, isSetAside);
    }
}
