namespace ActReg.MLNet.PackageTests;

/// <summary>A restore that failed because a part of .NET, which the SDK asks for by itself, is not to be had.</summary>
internal static class NotFetched
{
    // No such package; no such version of it; no answer.
    private static readonly string[] Codes = ["NU1101", "NU1102", "NU1301"];

    public static bool Tells(string output, string package) => output.Split('\n').Any(line =>
        Codes.Any(code => line.Contains(code, StringComparison.Ordinal)) && line.Contains(package, StringComparison.OrdinalIgnoreCase));
}
