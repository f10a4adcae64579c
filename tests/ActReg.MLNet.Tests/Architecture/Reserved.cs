namespace ActReg.MLNet.Tests.Architecture;

/// <summary>A library, or what it hides, that only some places of a project may use.</summary>
/// <param name="What">What messages call it.</param>
/// <param name="Covers">Whether a use is one of it.</param>
/// <param name="Places">The files that may, and the folders in which all may.</param>
internal sealed record Reserved(string What, Func<LibraryUse, bool> Covers, IReadOnlyList<string> Places)
{
    public static Reserved MLNetInternals(params string[] places) => new(
        "ML.NET's internals", use => use.Library.StartsWith("Microsoft.ML.", StringComparison.Ordinal) && !use.IsPublic, places);

    public static Reserved TorchSharp(params string[] places) => new("TorchSharp", use => use.Library == "TorchSharp", places);

    public IEnumerable<string> Breaches(IEnumerable<LibraryUse> uses)
    {
        var covered = uses.Where(Covers).ToArray();
        var breaches =
            from use in covered
            where !Places.Any(place => IsIn(place, use.From))
            group SymbolName.Of(use.Symbol) by use.From into names
            select $"{names.Key} uses {What} ({SymbolName.List(names)}), but only {string.Join(", ", Places)} may";
        var leftOver =
            from place in Places
            where !covered.Any(use => IsIn(place, use.From))
            select $"{place} may use {What}, but does not";
        return breaches.Concat(leftOver);
    }

    private static bool IsIn(string place, string file) =>
        file == place || file.StartsWith(place + '/', StringComparison.Ordinal);
}
