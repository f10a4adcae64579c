namespace ActReg.MLNet.Tests;

/// <summary>A recurrent cell in double precision, unit by unit, as <see cref="RecurrentLayer"/> defines it.</summary>
/// <param name="cell">Which one.</param>
/// <param name="units">Its outputs.</param>
internal sealed class ReferenceCell(RecurrentCell cell, int units)
{
    public double[] Outputs { get; private set; } = new double[units];

    public double[] State { get; private set; } = new double[units];

    /// <param name="gates">The sums of all gates, one after the other; of a Gru, the features' part.</param>
    /// <param name="recurrentGates">Of a Gru, the outputs' part.</param>
    public void Advance(double[] gates, double[] recurrentGates)
    {
        var (outputs, state) = (Outputs, State);
        (Outputs, State) = (new double[units], new double[units]);
        for (var unit = 0; unit < units; unit++)
        {
            if (cell == RecurrentCell.Gru)
            {
                var update = Sigmoid(Gate(0, unit) + Recurrent(0, unit));
                var reset = Sigmoid(Gate(1, unit) + Recurrent(1, unit));
                var candidate = Math.Tanh(Gate(2, unit) + reset * Recurrent(2, unit));
                Outputs[unit] = update * outputs[unit] + (1 - update) * candidate;
            }
            else if (cell == RecurrentCell.Lstm)
            {
                State[unit] = Sigmoid(Gate(1, unit)) * state[unit] + Sigmoid(Gate(0, unit)) * Math.Tanh(Gate(2, unit));
                Outputs[unit] = Sigmoid(Gate(3, unit)) * Math.Tanh(State[unit]);
            }
            else
            {
                Outputs[unit] = Math.Tanh(Gate(0, unit));
            }
        }

        double Gate(int gate, int unit) => gates[gate * units + unit];
        double Recurrent(int gate, int unit) => recurrentGates[gate * units + unit];
    }

    private static double Sigmoid(double x) => ReferenceActivation.Sigmoid(x);
}
