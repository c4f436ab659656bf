"""Electricity and heat bought: own photovoltaics, certificates, network losses."""
