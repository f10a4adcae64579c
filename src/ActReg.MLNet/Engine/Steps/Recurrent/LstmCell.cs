using System.Runtime.CompilerServices;

namespace ActReg.MLNet;

/// <summary>The state and the outputs of <see cref="RecurrentCell.Lstm"/>.</summary>
/// <param name="gates">The sums of the gates: input, forget, candidate and output, one after the other.</param>
/// <param name="units">The length of a gate.</param>
/// <param name="states">Has the state before, and receives the next.</param>
/// <param name="outputs">Receives the outputs.</param>
internal readonly unsafe struct LstmCell(Matrix gates, int units, Matrix states, Matrix outputs) : ITilePass
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<T>(Tile tile)
        where T : struct, ILanes<T>
    {
        var length = units;
        float* gate = gates.At(tile), state = states.At(tile), output = outputs.At(tile);
        for (var i = 0; i < tile.Rows; i++, gate += gates.Row, state += states.Row, output += outputs.Row)
        {
            var added = VectorMath.Sigmoid(T.Load(gate)) * VectorMath.Tanh(T.Load(gate + 2 * length));
            var next = T.MultiplyAdd(VectorMath.Sigmoid(T.Load(gate + length)), T.Load(state), added);
            next.Store(state);
            (VectorMath.Sigmoid(T.Load(gate + 3 * length)) * VectorMath.Tanh(next)).Store(output);
        }
    }
}
