namespace ActReg.MLNet;

/// <summary>A learned factor for each unit, or for each channel at all places of a row: begins at 1, and does not decay.</summary>
internal sealed unsafe class UnitFactors
{
    private readonly int _channels;
    private readonly int _size;

    /// <param name="plan">What its step follows.</param>
    /// <param name="name">The array's, after the layer's.</param>
    public UnitFactors(PlanBuilder plan, string name)
    {
        _channels = plan.Shape.Channels;
        _size = plan.Size;
        Place = plan.Place(name, WeightRole.Scale, WeightLayout.Rows(_channels));
    }

    public WeightPlace Place { get; }

    /// <summary>The floats that a row of them needs room for: none where they stand as one already.</summary>
    public int RoomLength => _size == _channels ? 0 : AlignedBuffer.Pad(_size);

    /// <summary>The factor of each value of a row, and zeros up to whole vectors.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="room">As much as <see cref="RoomLength"/> says.</param>
    public float* Row(float* parameters, float* room)
    {
        var factors = parameters + Place.Offset;
        if (RoomLength == 0)
            return factors;
        var row = new Span<float>(room, RoomLength);
        for (var place = 0; place < _size; place += _channels)
            new ReadOnlySpan<float>(factors, _channels).CopyTo(row[place..]);
        row[_size..].Clear();
        return room;
    }

    /// <summary>Where the gradient by each value's factor is to be added up.</summary>
    /// <param name="gradient">By all parameters.</param>
    /// <param name="room">As much as <see cref="RoomLength"/> says.</param>
    public float* BeginGradient(float* gradient, float* room)
    {
        new Span<float>(room, RoomLength).Clear();
        return RoomLength == 0 ? gradient + Place.Offset : room;
    }

    /// <summary>Adds what has been added up of all places to the gradient by the factors.</summary>
    public void EndGradient(float* gradient, float* room)
    {
        for (var place = 0; place < RoomLength && place < _size; place += _channels)
            Channels.Add(_channels, room + place, gradient + Place.Offset);
    }
}
