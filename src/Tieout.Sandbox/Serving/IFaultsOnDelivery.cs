using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.Serving;

/// <summary>A simulated system that calls others, and whose calls go wrong as programmed.</summary>
internal interface IFaultsOnDelivery
{
    /// <summary>Says where the programme is found; asked anew for every delivery.</summary>
    void FollowFaults(Func<FaultProgramme> programme);
}
