using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>All rows of the groups that are drawn, by the seed and what a group's rows have in common; where there are two groups, one at least on either side.</summary>
/// <param name="Draw">What draws.</param>
/// <param name="Groups">The groups.</param>
internal sealed record GroupedRows(ValidationDraw Draw, RowGroups Groups) : SetAsideRows
{
    /// <summary>A group that is set aside, or trained on, although it was not drawn so; <see langword="null"/> for none.</summary>
    private (uint Hash, bool IsSetAside)? Exception { get; init; }

    public override Func<bool> Begin(FeatureFloatVectorCursor cursor)
    {
        var next = Groups.Begin(cursor);
        return () => SetsAside(next());
    }

    public override (int[] Train, int[] Validation) Split(TrainingSet set)
    {
        var draw = Mended([.. set.Groups!.Distinct()]) ?? this;
        return ValidationSplit.Divide([.. set.Groups!.Select(draw.SetsAside)]);
    }

    public override SetAsideRows? InBothParts(ExampleSource source) => Mended(Read(source));

    public override string? Problem(ExampleSource source, long train, long setAside)
    {
        if (train > 0 && setAside > 0)
            return null;
        var groups = Read(source).Count;
        return RowGroups.Problem(Groups.Column, groups, train == 0 ? groups : 0);
    }

    private static HashSet<uint> Read(ExampleSource source)
    {
        var groups = new HashSet<uint>();
        using var cursor = source.Open();
        while (cursor.MoveNext())
            groups.Add(cursor.Group);
        return groups;
    }

    /// <summary>The same with both parts; <see langword="null"/> where it has them, or there is only one group.</summary>
    private GroupedRows? Mended(HashSet<uint> groups)
    {
        var drawn = groups.Count(SetsAside);
        return groups.Count < 2 ? null
            : drawn == 0 ? this with { Exception = (groups.MinBy(Place), true) }
            : drawn == groups.Count ? this with { Exception = (groups.MaxBy(Place), false) } : null;
    }

    private bool SetsAside(uint hash) => Exception is { } other && other.Hash == hash ? other.IsSetAside : Draw.SetsAside(Id(hash));

    private ulong Place(uint hash) => Draw.Place(Id(hash));

    private static DataViewRowId Id(uint hash) => new(hash, 0);
}
