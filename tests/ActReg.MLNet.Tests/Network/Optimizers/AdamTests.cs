namespace ActReg.MLNet.Tests;

[TestClass]
public class AdamTests
{
    private const int Length = 64;

    /// <summary>Of a parameter after 1000 steps of about the learning rate each.</summary>
    private const double Tolerance = 1e-5;

    [TestMethod]
    [DataRow(1e-3f, 1f)]
    [DataRow(1e-2f, 1e-4f)]
    [DataRow(1e-3f, 1e-8f)]
    public void A_thousand_steps_follow_the_formula_of_Keras(float learningRate, float gradientScale)
    {
        var random = new Random(1);
        var run = new Run(learningRate);
        for (var step = 1; step <= 1000; step++)
        {
            // A mean that differs between parameters, noise, and now and then exactly 0.
            run.Step(i => step % 7 == 0 ? 0 : gradientScale * (Numbers.Next(random) + i / (float)Length));
        }

        run.AssertClose(Tolerance * learningRate * 1000);
    }

    [TestMethod]
    public void The_first_step_is_the_learning_rate_towards_the_minimum()
    {
        var run = new Run(1e-3f);
        run.Step(i => i % 2 == 0 ? 5 : -0.5f);
        for (var i = 0; i < Length; i++)
            Assert.AreEqual(i % 2 == 0 ? -1e-3 : 1e-3, run.Moved(i), 1e-8);
    }

    /// <summary>Moments that have decayed to nothing are dropped: steps go on as if they were not.</summary>
    [TestMethod]
    public void Dropping_negligible_moments_changes_nothing_measurable()
    {
        var random = new Random(2);
        var run = new Run(1e-3f);
        for (var step = 0; step < 20; step++)
            run.Step(_ => 1e-12f * Numbers.Next(random));
        for (var step = 0; step < 3000; step++)
            run.Step(_ => 0);
        for (var step = 0; step < 20; step++)
            run.Step(_ => 1e-3f * Numbers.Next(random));
        run.AssertClose(1e-7);
    }

    [TestMethod]
    public void No_gradient_moves_nothing()
    {
        var run = new Run(1);
        for (var step = 0; step < 10; step++)
            run.Step(_ => 0);
        for (var i = 0; i < Length; i++)
            Assert.AreEqual(0, run.Moved(i));
    }

    /// <summary>The optimizer beside its formula in double precision.</summary>
    private sealed class Run(float learningRate)
    {
        private readonly Optimizer _adam = Optimizer.Adam();
        private readonly AlignedBuffer[] _slots = [new(Length), new(Length)];
        private readonly AlignedBuffer _parameters = Start();
        private readonly AlignedBuffer _gradient = new(Length);
        private readonly double[] _expected = [.. Start().Span.ToArray().Select(value => (double)value)];
        private readonly double[] _mean = new double[Length];
        private readonly double[] _variance = new double[Length];
        private int _step;

        public double Moved(int i) => _parameters.Span[i] - (double)Start().Span[i];

        public void Step(Func<int, float> gradient)
        {
            _step++;
            var rate = learningRate * Math.Sqrt(1 - Math.Pow(0.999, _step)) / (1 - Math.Pow(0.9, _step));
            for (var i = 0; i < Length; i++)
            {
                double g = _gradient.Span[i] = gradient(i);
                _mean[i] += (g - _mean[i]) * 0.1;
                _variance[i] += (g * g - _variance[i]) * 0.001;
                _expected[i] -= rate * _mean[i] / (Math.Sqrt(_variance[i]) + 1e-7);
            }

            _adam.Update(_step, learningRate, _parameters, _gradient, _slots, WeightParts.All(Range.All, Length));
        }

        public void AssertClose(double tolerance)
        {
            for (var i = 0; i < Length; i++)
                Assert.AreEqual(_expected[i], _parameters.Span[i], tolerance, $"at {i}");
        }

        private static AlignedBuffer Start()
        {
            var buffer = new AlignedBuffer(Length);
            for (var i = 0; i < Length; i++)
                buffer.Span[i] = 0.01f * (i % 5 - 2);
            return buffer;
        }
    }
}
