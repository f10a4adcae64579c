using ActReg.MLNet.Tests.Testing;

namespace ActReg.MLNet.Tests;

/// <summary>What docs/studies.md shows works as it stands.</summary>
[TestClass]
public sealed class StudiesPageTests
{
    [TestMethod]
    public async Task Its_code_runs_from_top_to_bottom()
    {
        var page = File.ReadAllText(Repository.At("docs", "studies.md"));
        var state = await DocumentedCode.RunAsync(page);
        Assert.HasCount(5, ((StudyResult)state.GetVariable("strengths").Value).Candidates);
        Assert.HasCount(8, ((StudyResult)state.GetVariable("norms").Value).Candidates);
        Assert.AreEqual(5, ((StudyResult)state.GetVariable("draws").Value).SplitCount);
        Assert.IsGreaterThan(0, ((StudyResult)state.GetVariable("activations").Value).Candidates[^1].Layers[0].MeanActivation.Mean);
        // The page's own executor, which sees nothing that is not public, makes the file that this process makes.
        Assert.AreEqual(Json((StudyResult)state.GetVariable("activations").Value), Json((StudyResult)state.GetVariable("remote").Value));
    }

    private static string Json(StudyResult result)
    {
        using var stream = new MemoryStream();
        result.WriteJson(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
