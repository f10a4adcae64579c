namespace ActReg.MLNet.Tests.Architecture;

/// <summary>The order of a project's top-level folders.</summary>
internal static class Floors
{
    /// <summary>The files that stand on none.</summary>
    public static IEnumerable<string> Misplaced(IReadOnlyList<string> floors, IEnumerable<string> files) =>
        from file in files
        let top = Of(file)
        where !floors.Contains(top)
        select $"{file} lies in {(top == Folders.Root ? "the project's own folder" : top)}, which is no floor";

    /// <summary>The uses of what is higher up.</summary>
    public static IEnumerable<string> UpwardUses(IReadOnlyList<string> floors, IEnumerable<FileUse> uses)
    {
        var depths = floors.Index().ToDictionary(floor => floor.Item, floor => floor.Index);
        return
            from use in uses
            let lower = Of(use.From)
            let higher = Of(use.To)
            where depths.ContainsKey(lower) && depths.ContainsKey(higher) && depths[lower] > depths[higher]
            select $"{use}, but {lower} is below {higher}";
    }

    private static string Of(string file) => Folders.Top(Folders.Of(file));
}
