using static TorchSharp.torch;

namespace ActReg.MLNet;

/// <summary>The TorchSharp form of recurrent layers.</summary>
/// <remarks>Step by step, for TorchSharp's own layers keep their weights to themselves. What does not depend on the outputs before is one product.</remarks>
internal static class TorchRecurrence
{
    /// <summary>What a layer puts out, of shape [rows, units], or [rows, timesteps x units].</summary>
    /// <param name="step">The layer.</param>
    /// <param name="x">Its input, of shape [rows, timesteps x features].</param>
    /// <param name="mask">What is masked of it; null where nothing can be.</param>
    /// <param name="weights">The network's weights.</param>
    public static Tensor Apply(RecurrentStep step, Tensor x, TorchMask? mask, TorchParameters weights)
    {
        var directions = new Tensor[step.Directions.Count];
        for (var direction = 0; direction < directions.Length; direction++)
            directions[direction] = Run(step, direction, x, mask, weights);
        return directions.Length == 1 ? directions[0].flatten(1) : cat(directions, -1).flatten(1);
    }

    /// <summary>Of shape [rows, units], or [rows, timesteps, units].</summary>
    private static Tensor Run(RecurrentStep step, int direction, Tensor x, TorchMask? mask, TorchParameters weights)
    {
        var places = step.Directions[direction];
        var (kernel, recurrentKernel, bias) = (weights[places.Kernel], weights[places.RecurrentKernel], weights[places.Bias]);
        var recurrentBias = step.Cell == RecurrentCell.Gru ? bias[1] : null;
        var inputBias = step.Cell == RecurrentCell.Gru ? bias[0] : bias;
        var rows = x.shape[0];
        var gates = inputBias.addmm(x.view(-1, kernel.shape[0]), kernel).view(rows, -1, kernel.shape[1]).unbind(1);
        var outputs = new Tensor[gates.Length];
        var output = zeros(rows, step.Units, ScalarType.Float32, x.device);
        var state = output;
        for (var count = 0; count < gates.Length; count++)
        {
            var timestep = step.Timestep(direction, count);
            var (outputBefore, stateBefore) = (output, state);
            output = step.Cell switch
            {
                RecurrentCell.SimpleRnn => gates[timestep].addmm(output, recurrentKernel).tanh(),
                RecurrentCell.Gru => Gru(gates[timestep], recurrentBias!.addmm(output, recurrentKernel), output),
                _ => Lstm(gates[timestep].addmm(output, recurrentKernel), ref state),
            };
            if (mask is not null)
            {
                output = mask.Choose(timestep, output, outputBefore);
                state = step.Cell == RecurrentCell.Lstm ? mask.Choose(timestep, state, stateBefore) : state;
            }

            outputs[timestep] = output;
        }

        return step.ReturnSequences ? stack(outputs, 1) : output;
    }

    private static Tensor Gru(Tensor gates, Tensor recurrentGates, Tensor output)
    {
        var parts = gates.chunk(3, 1);
        var recurrentParts = recurrentGates.chunk(3, 1);
        var update = parts[0].Plus(recurrentParts[0]).sigmoid();
        var reset = parts[1].Plus(recurrentParts[1]).sigmoid();
        var candidate = parts[2].Plus(reset.mul(recurrentParts[2])).tanh();
        return candidate.Plus(update.mul(output.sub(candidate)));
    }

    private static Tensor Lstm(Tensor gates, ref Tensor state)
    {
        var parts = gates.chunk(4, 1);
        state = parts[1].sigmoid().mul(state).Plus(parts[0].sigmoid().mul(parts[2].tanh()));
        return parts[3].sigmoid().mul(state.tanh());
    }
}
