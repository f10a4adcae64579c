using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActReg.MLNet.Benchmarks.Speed.Measuring;

/// <summary>Where and when something was measured.</summary>
internal static class Machine
{
    /// <summary>One line for people.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {SystemName()}, {Environment.ProcessorCount} cores, {ProcessorName()}, "
        + $"vectors of {VectorBits()} bits, {RuntimeInformation.FrameworkDescription}, {Clock.Name}");

    /// <summary>How many threads wanted a core in the last minute; <see langword="null"/> where nobody tells.</summary>
    public static string? LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null;

    private static string SystemName() =>
        ValueIn("/etc/os-release", "PRETTY_NAME=")?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string ProcessorName() =>
        ValueIn("/proc/cpuinfo", "model name\t: ") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string? ValueIn(string file, string label) => !File.Exists(file) ? null : File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith(label, StringComparison.Ordinal))?[label.Length..];
}
