using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ActReg.MLNet.Tests.Torch;

/// <summary>A project such as a user has, in a temporary folder of its own, and the commands run on it.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <param name="name">The name of the project and of what it builds.</param>
    /// <param name="items">The packages and libraries it refers to, as MSBuild items.</param>
    /// <param name="program">Its one source file.</param>
    public ConsumerProject(string name, string items, string program)
    {
        Name = name;
        Folder = Directory.CreateTempSubdirectory("actreg-").FullName;

        // Hard links keep half a gigabyte per build from being copied where the package cache is on the same disk.
        Write(name + ".csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RuntimeIdentifiers>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifiers>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
                <UseSharedCompilation>false</UseSharedCompilation>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
                <CreateHardLinksForPublishFilesIfPossible>true</CreateHardLinksForPublishFilesIfPossible>
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", program);
        // Nothing above the temporary folder has a say.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>The plugin, by its file.</summary>
    public static string Plugin { get; } =
        $"""<Reference Include="{RealPath(typeof(TorchRuntime).Assembly.Location)}" />""";

    public static string Package(string name, string version, string attributes = "") =>
        $"""<PackageReference Include="{name}" Version="{version}" {attributes} />""";

    /// <summary>A file of a build's output, where links stand for copies.</summary>
    public static string RealPath(string file) => File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Runs a command of the .NET SDK, or a program with it.</summary>
    public (int ExitCode, string Output) Run(params string[] arguments) => Start(Dotnet, arguments);

    /// <summary>Runs a program with the .NET SDK, with an environment variable.</summary>
    public (int ExitCode, string Output) RunWith(string variable, string value, params string[] arguments)
    {
        using var process = Create(Dotnet, arguments);
        process.StartInfo.Environment[variable] = value;
        return End(process);
    }

    /// <summary>Runs a program to its end; its output is what it wrote, errors included.</summary>
    public (int ExitCode, string Output) Start(string program, params string[] arguments)
    {
        using var process = Create(program, arguments);
        return End(process);
    }

    private static (int ExitCode, string Output) End(Process process)
    {
        var output = new StringBuilder();
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} does not end: {output}");
        }

        process.WaitForExit();
        return (process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            // Null marks a stream's end, which may come before the other stream's first line.
            if (line.Data == null)
                return;
            lock (output)
                output.AppendLine(line.Data);
        }
    }

    /// <summary>A program with the .NET SDK that has been started, and whose output nobody reads yet.</summary>
    public Process Launch(params string[] arguments)
    {
        var process = Create(Dotnet, arguments);
        process.Start();
        return process;
    }

    /// <summary>Runs a command of the .NET SDK that has to succeed.</summary>
    public void Do(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        Assert.AreEqual(0, exitCode, output);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Process Create(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What runs this test may have set these for its own build.
        var ofBuilds = start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase));
        foreach (var variable in ofBuilds.ToList())
            start.Environment.Remove(variable);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Networks here are tiny, and threads that wait for each other are slow on a busy machine.
        start.Environment["OMP_NUM_THREADS"] = "1";
        return new Process { StartInfo = start };
    }
}
