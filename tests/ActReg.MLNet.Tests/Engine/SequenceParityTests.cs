using CsCheck;

namespace ActReg.MLNet.Tests;

/// <summary>The fused engine against TorchSharp's automatic differentiation, on sequences.</summary>
[TestClass]
public sealed class SequenceParityTests
{
    private const int Steps = 3;

    /// <summary>Of losses and penalties, and of gradients, relative where they are above 1.</summary>
    private const double Tolerance = 2e-5;

    /// <summary>Losses and gradients of each of some steps, and what is exactly 0.</summary>
    [TestMethod]
    public void Random_steps_agree() => SequenceNetwork.Seeds.Sample(
        seed =>
        {
            var random = new Random(seed);
            var network = SequenceNetwork.Create(random);
            var plan = network.Plan;
            Assert.IsNull(TorchOnly.In(plan));
            var set = network.Rows(random, random.Next(1, 40), random.Next(2) == 0);
            var weights = RandomWeights.Create(network.Input, network.Layers, random);
            using var fused = Engines.Create(TrainingEngine.Fused, plan, weights, new BinaryCrossEntropy(), set.RowCount, Settings);
            using var torch = Engines.Create(TrainingEngine.Torch, plan, weights, new BinaryCrossEntropy(), set.RowCount, Settings);
            var rows = set.AllRows();
            for (var step = 0; step < Steps; step++)
            {
                Engines.AssertClose(torch.AddGradient(new(set, rows), plan.Strengths()), fused.AddGradient(new(set, rows), plan.Strengths()), Tolerance);
                Engines.AssertClose(torch.GradientByWeights(plan), fused.GradientByWeights(plan), Tolerance);
                for (var penalty = 0; penalty < plan.PenalizedSteps.Count; penalty++)
                    Assert.AreEqual(torch.ZeroFractions[penalty], fused.ZeroFractions[penalty], 1e-6, $"zeros of penalty {penalty}");
                fused.Update(0.01);
                torch.Update(0.01);
                Engines.AssertClose(
                    torch.Evaluate(new(set, rows), plan.Strengths()), fused.Evaluate(new(set, rows), plan.Strengths()), Tolerance);
            }

            Engines.AssertClose([torch.GetWeights().Flat()], [fused.GetWeights().Flat()], Tolerance);
        },
        iter: 60, threads: 1, print: seed => $"{seed}: {SequenceNetwork.Create(new Random(seed))}");

    private static TrainingSettings Settings => Trainings.Settings() with { Optimizer = Optimizer.Sgd() };
}
