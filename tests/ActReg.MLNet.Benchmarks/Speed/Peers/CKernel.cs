using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ActReg.MLNet.Benchmarks.Generated;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary><c>tutorial.c</c> beside this file, compiled here and now.</summary>
internal sealed class CKernel : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly PeerProcess _process;

    private CKernel(DirectoryInfo folder, PeerProcess process)
    {
        _folder = folder;
        _process = process;
    }

    /// <summary>Compiles and starts it; <see langword="null"/>, and a message, where there is no gcc or it fails.</summary>
    /// <param name="rows">To train on.</param>
    /// <param name="weights">To start from, each time.</param>
    public static CKernel? TryStart(LabeledRow[] rows, IReadOnlyList<WeightTensor> weights)
    {
        var folder = Directory.CreateTempSubdirectory("tutorial");
        var program = Path.Combine(folder.FullName, "tutorial");
        if (!TryCompile(program))
        {
            Console.Error.WriteLine("tutorial.c is left out: gcc cannot compile it. On Debian: apt-get install gcc libc6-dev");
            folder.Delete(recursive: true);
            return null;
        }

        var data = Path.Combine(folder.FullName, "data");
        float[] values =
        [
            .. rows.SelectMany(row => row.Features), .. rows.Select(row => (float)row.Label),
            .. weights.SelectMany(weight => weight.Values),
        ];
        File.WriteAllBytes(data, MemoryMarshal.AsBytes(values.AsSpan()));
        return new(folder, new PeerProcess(program, data));
    }

    public TrainingAnswer Train(int epochs) => _process.Ask(epochs);

    public void Dispose()
    {
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool TryCompile(string program)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Speed", "Peers", "tutorial.c");
        try
        {
            using var compiler = Process.Start("gcc", ["-O3", "-march=native", "-o", program, source, "-lm"]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
