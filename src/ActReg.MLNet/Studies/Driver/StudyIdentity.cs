using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace ActReg.MLNet;

/// <summary>What tells a study from others: studies that share it have the same results, bit for bit.</summary>
internal static class StudyIdentity
{
    private const string Format = "2";

    /// <param name="task">What is learned.</param>
    /// <param name="candidates">All of them.</param>
    /// <param name="evaluation">The splits.</param>
    /// <param name="seed">The first.</param>
    /// <param name="data">What tells the rows from others.</param>
    /// <param name="elimination">What leaves candidates out.</param>
    public static SortedDictionary<string, string> Of(
        StudyTask task, IReadOnlyList<StudyCandidate> candidates, string evaluation, int seed, string data, string elimination) => new(StringComparer.Ordinal)
        {
            ["format"] = Format,
            ["task"] = task.Name,
            ["candidates"] = $"{candidates.Count} ({Checksum(string.Join('\n', candidates.Select(candidate => candidate.Options)))})",
            ["evaluation"] = evaluation,
            ["seed"] = seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["data"] = data,
            ["elimination"] = elimination,
            ["library"] = typeof(StudyIdentity).Assembly.GetName().Version + " " + typeof(StudyIdentity).Module.ModuleVersionId,
            ["machine"] = $"{RuntimeInformation.ProcessArchitecture}, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits, {RuntimeInformation.FrameworkDescription}",
        };

    private static string Checksum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
