using System.Diagnostics;
using System.Text.Json;

namespace ActReg.MLNet.Benchmarks.Speed.Peers;

/// <summary>A program that stays alive and trains on request, so that it can be timed in turn with others.</summary>
/// <remarks>It answers each line of its standard input with a line of JSON, a <see cref="TrainingAnswer"/>.</remarks>
internal sealed class PeerProcess : IDisposable
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly string _name;

    public PeerProcess(string program, params string[] arguments)
    {
        _name = string.Join(' ', [program, .. arguments]);
        _process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <inheritdoc cref="AskLine"/>
    public TrainingAnswer Ask<TRequest>(TRequest request) => AskLine(JsonSerializer.Serialize(request, Layout));

    /// <exception cref="InvalidOperationException">The program failed; what it said is on standard error.</exception>
    public TrainingAnswer AskLine(string request)
    {
        _process.StandardInput.WriteLine(request);
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"'{_name}' ended without an answer.");
        return JsonSerializer.Deserialize<TrainingAnswer>(line, Layout)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
