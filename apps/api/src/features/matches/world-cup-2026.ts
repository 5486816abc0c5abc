/**
 * The 104 matches of the 2026 World Cup with their 308 goals, one match a line, in the order of their numbers. The facts are
 * those of the openfootball project (https://github.com/openfootball/worldcup.json, CC0 1.0), with two corrections where
 * they contradict themselves: the half-time score of Mexico against Ecuador counts its goal at 45+1, and a goal in minute
 * 92 of England against Argentina, a match without extra time, was at 90+2.
 *
 * Kick-off in UTC | round | group | ground | home | away | half-time, 90 minutes, after extra time, shootout | goals for
 * home | goals for away. A dash stands for none; `pen` is a penalty, `og` an own goal, counted for the side that got it.
 */
export const WORLD_CUP_2026 = `
2026-06-11 19:00 | Matchday 1 | A | Mexico City | Mexico | South Africa | 1-0, 2-0 | Julián Quiñones 9, Raúl Jiménez 67 | -
2026-06-12 02:00 | Matchday 1 | A | Guadalajara (Zapopan) | South Korea | Czech Republic | 0-0, 2-1 | Hwang In-Beom 67, Oh Hyeon-Gyu 80 | Ladislav Krejcí 59
2026-06-12 19:00 | Matchday 2 | B | Toronto | Canada | Bosnia & Herzegovina | 0-1, 1-1 | Cyle Larin 78 | Jovo Lukić 21
2026-06-13 01:00 | Matchday 2 | D | Los Angeles (Inglewood) | USA | Paraguay | 3-0, 4-1 | Damian Bobadilla 7 og, Folarin Balogun 31, Folarin Balogun 45+5, Giovanni Reyna 90+8 | Mauricio 73
2026-06-13 19:00 | Matchday 3 | B | San Francisco Bay Area (Santa Clara) | Qatar | Switzerland | 0-1, 1-1 | Miro Muheim 90+4 og | Breel Embolo 17 pen
2026-06-13 22:00 | Matchday 3 | C | New York/New Jersey (East Rutherford) | Brazil | Morocco | 1-1, 1-1 | Vinícius Júnior 32 | Ismael Saibari 21
2026-06-14 01:00 | Matchday 3 | C | Boston (Foxborough) | Haiti | Scotland | 0-1, 0-1 | - | John McGinn 28
2026-06-14 04:00 | Matchday 3 | D | Vancouver | Australia | Turkey | 1-0, 2-0 | Nestory Irankunda 27, Connor Metcalfe 75 | -
2026-06-14 17:00 | Matchday 4 | E | Houston | Germany | Curaçao | 3-1, 7-1 | Felix Nmecha 6, Nico Schlotterbeck 38, Kai Havertz 45+5 pen, Jamal Musiala 47, Nathaniel Brown 68, Deniz Undav 78, Kai Havertz 88 | Livano Comenencia 21
2026-06-14 20:00 | Matchday 4 | F | Dallas (Arlington) | Netherlands | Japan | 0-0, 2-2 | Virgil van Dijk 51, Crysencio Summerville 64 | Keito Nakamura 57, Daichi Kamada 88
2026-06-14 23:00 | Matchday 4 | E | Philadelphia | Ivory Coast | Ecuador | 0-0, 1-0 | Amad Diallo 90 | -
2026-06-15 02:00 | Matchday 4 | F | Monterrey (Guadalupe) | Sweden | Tunisia | 2-1, 5-1 | Yasin Ayari 7, Alexander Isak 30, Viktor Gyökeres 59, Mattias Svanberg 84, Yasin Ayari 90+6 | Omar Rekik 43
2026-06-15 16:00 | Matchday 5 | H | Atlanta | Spain | Cape Verde | 0-0, 0-0 | - | -
2026-06-15 19:00 | Matchday 5 | G | Seattle | Belgium | Egypt | 0-1, 1-1 | Mohamed Hany 66 og | Emam Ashour 19
2026-06-15 22:00 | Matchday 5 | H | Miami (Miami Gardens) | Saudi Arabia | Uruguay | 1-0, 1-1 | Abdulelah Al-Amri 41 | Maxi Araújo 80
2026-06-16 01:00 | Matchday 5 | G | Los Angeles (Inglewood) | Iran | New Zealand | 1-1, 2-2 | Ramin Rezaeian 32, Mohammad Mohebbi 64 | Elijah Just 7, Elijah Just 54
2026-06-16 19:00 | Matchday 6 | I | New York/New Jersey (East Rutherford) | France | Senegal | 0-0, 3-1 | Kylian Mbappé 66, Bradley Barcola 82, Kylian Mbappé 90+6 | Ibrahim Mbaye 90+5
2026-06-16 22:00 | Matchday 6 | I | Boston (Foxborough) | Iraq | Norway | 1-2, 1-4 | Aymen Hussein 39 | Erling Haaland 29, Erling Haaland 43, Leo Østigard 76, Aymen Hussein 90+6 og
2026-06-17 01:00 | Matchday 6 | J | Kansas City | Argentina | Algeria | 1-0, 3-0 | Lionel Messi 17, Lionel Messi 60, Lionel Messi 76 | -
2026-06-17 04:00 | Matchday 6 | J | San Francisco Bay Area (Santa Clara) | Austria | Jordan | 1-0, 3-1 | Romano Schmid 21, Yazan Al-Arab 76 og, Marko Arnautovic 90+12 pen | Ali Olwan 50
2026-06-17 17:00 | Matchday 7 | K | Houston | Portugal | DR Congo | 1-1, 1-1 | João Neves 6 | Yoane Wissa 45+5
2026-06-17 20:00 | Matchday 7 | L | Dallas (Arlington) | England | Croatia | 2-2, 4-2 | Harry Kane 12 pen, Harry Kane 42, Jude Bellingham 47, Marcus Rashford 85 | Martin Baturina 36, Petar Musa 45+5
2026-06-17 23:00 | Matchday 7 | L | Toronto | Ghana | Panama | 0-0, 1-0 | Caleb Yirenkyi 90+5 | -
2026-06-18 02:00 | Matchday 7 | K | Mexico City | Uzbekistan | Colombia | 0-1, 1-3 | Abbosbek Fayzullaev 60 | Daniel Muñoz 40, Luis Díaz 65, Jáminton Campaz 90+9
2026-06-18 16:00 | Matchday 8 | A | Atlanta | Czech Republic | South Africa | 1-0, 1-1 | Michal Sadílek 6 | Teboho Mokoena 83 pen
2026-06-18 19:00 | Matchday 8 | B | Los Angeles (Inglewood) | Switzerland | Bosnia & Herzegovina | 0-0, 4-1 | Johan Manzambi 74, Rubén Vargas 84, Johan Manzambi 90, Granit Xhaka 90+7 pen | Ermin Mahmic 90+3
2026-06-18 22:00 | Matchday 8 | B | Vancouver | Canada | Qatar | 3-0, 6-0 | Cyle Larin 16, Jonathan David 29, Jonathan David 45+3, Nathan Saliba 64, Mohamed Manai 75 og, Jonathan David 90+2 | -
2026-06-19 01:00 | Matchday 8 | A | Guadalajara (Zapopan) | Mexico | South Korea | 0-0, 1-0 | Luis Romo 50 | -
2026-06-19 19:00 | Matchday 9 | D | Seattle | USA | Australia | 2-0, 2-0 | Cameron Burgess 11 og, Alex Freeman 43 | -
2026-06-19 22:00 | Matchday 9 | C | Boston (Foxborough) | Scotland | Morocco | 0-1, 0-1 | - | Ismael Saibari 2
2026-06-20 00:30 | Matchday 9 | C | Philadelphia | Brazil | Haiti | 3-0, 3-0 | Matheus Cunha 23, Matheus Cunha 36, Vinícius Júnior 45+3 | -
2026-06-20 03:00 | Matchday 9 | D | San Francisco Bay Area (Santa Clara) | Turkey | Paraguay | 0-1, 0-1 | - | Matías Galarza 2
2026-06-20 17:00 | Matchday 10 | F | Houston | Netherlands | Sweden | 2-0, 5-1 | Brian Brobbey 5, Brian Brobbey 17, Cody Gakpo 47, Cody Gakpo 54, Crysencio Summerville 89 | Anthony Elanga 59
2026-06-20 20:00 | Matchday 10 | E | Toronto | Germany | Ivory Coast | 0-1, 2-1 | Deniz Undav 68, Deniz Undav 90+4 | Franck Kessié 30
2026-06-21 00:00 | Matchday 10 | E | Kansas City | Ecuador | Curaçao | 0-0, 0-0 | - | -
2026-06-21 04:00 | Matchday 10 | F | Monterrey (Guadalupe) | Tunisia | Japan | 0-2, 0-4 | - | Daichi Kamada 4, Ayase Ueda 31, Junya Ito 69, Ayase Ueda 83
2026-06-21 16:00 | Matchday 11 | H | Atlanta | Spain | Saudi Arabia | 3-0, 4-0 | Lamine Yamal 10, Mikel Oyarzabal 21, Mikel Oyarzabal 24, Hassan Al-Tambakti 49 og | -
2026-06-21 19:00 | Matchday 11 | G | Los Angeles (Inglewood) | Belgium | Iran | 0-0, 0-0 | - | -
2026-06-21 22:00 | Matchday 11 | H | Miami (Miami Gardens) | Uruguay | Cape Verde | 2-1, 2-2 | Maxi Araújo 44, Agustín Cano 45+6 | Kevin Pina 21, Hélio Varela 61
2026-06-22 01:00 | Matchday 11 | G | Vancouver | New Zealand | Egypt | 1-0, 1-3 | Finn Surman 15 | Mostafa Zico 58, Mohamed Salah 67, Trézéguet 82
2026-06-22 17:00 | Matchday 12 | J | Dallas (Arlington) | Argentina | Austria | 1-0, 2-0 | Lionel Messi 38, Lionel Messi 90+5 | -
2026-06-22 21:00 | Matchday 12 | I | Philadelphia | France | Iraq | 1-0, 3-0 | Kylian Mbappé 14, Kylian Mbappé 54, Ousmane Dembélé 66 | -
2026-06-23 00:00 | Matchday 12 | I | New York/New Jersey (East Rutherford) | Norway | Senegal | 1-0, 3-2 | Marcus Holmgren Pedersen 43, Erling Haaland 48, Erling Haaland 58 | Ismaïla Sarr 53, Ismaïla Sarr 90+3
2026-06-23 03:00 | Matchday 12 | J | San Francisco Bay Area (Santa Clara) | Jordan | Algeria | 1-0, 1-2 | Nizar Al-Rashdan 36 | Nadhir Benbouali 69, Amine Gouiri 82
2026-06-23 17:00 | Matchday 13 | K | Houston | Portugal | Uzbekistan | 3-0, 5-0 | Cristiano Ronaldo 6, Nuno Mendes 17, Cristiano Ronaldo 39, Abduvohid Nematov 60 og, Rafael Leão 87 | -
2026-06-23 20:00 | Matchday 13 | L | Boston (Foxborough) | England | Ghana | 0-0, 0-0 | - | -
2026-06-23 23:00 | Matchday 13 | L | Toronto | Panama | Croatia | 0-0, 0-1 | - | Ante Budimir 54
2026-06-24 02:00 | Matchday 13 | K | Guadalajara (Zapopan) | Colombia | DR Congo | 0-0, 1-0 | Daniel Muñoz 76 | -
2026-06-24 19:00 | Matchday 14 | B | Vancouver | Switzerland | Canada | 0-0, 2-1 | Rubén Vargas 46, Johan Manzambi 57 | Promise David 76
2026-06-24 19:00 | Matchday 14 | B | Seattle | Bosnia & Herzegovina | Qatar | 2-1, 3-1 | Kerim Alajbegovic 29, Mahmoud Abunada 34 og, Ermin Mahmic 80 | Hassan Al-Haydos 42
2026-06-24 22:00 | Matchday 14 | C | Miami (Miami Gardens) | Scotland | Brazil | 0-2, 0-3 | - | Vinícius Júnior 7, Vinícius Júnior 45+3, Matheus Cunha 60
2026-06-24 22:00 | Matchday 14 | C | Atlanta | Morocco | Haiti | 2-2, 4-2 | Achraf Hakimi 39, Ismael Saibari 45+1, Soufiane Rahimi 78, Gessime Yassine 89 | Yassine Bounou 10 og, Wilson Isidor 43
2026-06-25 01:00 | Matchday 14 | A | Mexico City | Czech Republic | Mexico | 0-0, 0-3 | - | Mateo Chávez 55, Julián Quiñones 61, Álvaro Fidalgo 90+4
2026-06-25 01:00 | Matchday 14 | A | Monterrey (Guadalupe) | South Africa | South Korea | 0-0, 1-0 | Thapelo Maseko 63 | -
2026-06-25 20:00 | Matchday 15 | E | Philadelphia | Curaçao | Ivory Coast | 0-1, 0-2 | - | Nicolas Pépé 7, Nicolas Pépé 64
2026-06-25 20:00 | Matchday 15 | E | New York/New Jersey (East Rutherford) | Ecuador | Germany | 1-1, 2-1 | Nilson Angulo 9, Gonzalo Plata 77 | Leroy Sané 2
2026-06-25 23:00 | Matchday 15 | F | Dallas (Arlington) | Japan | Sweden | 0-0, 1-1 | Daizen Maeda 56 | Anthony Elanga 62
2026-06-25 23:00 | Matchday 15 | F | Kansas City | Tunisia | Netherlands | 0-2, 1-3 | Hazem Mastouri 54 | Ellyes Skhiri 3 og, Brian Brobbey 7, Jan Paul van Hecke 62
2026-06-26 02:00 | Matchday 15 | D | Los Angeles (Inglewood) | Turkey | USA | 2-1, 3-2 | Arda Güler 10, Baris Alper Yilmaz 31, Kaan Ayhan 90+8 | Auston Trusty 3, Sebastian Berhalter 49
2026-06-26 02:00 | Matchday 15 | D | San Francisco Bay Area (Santa Clara) | Paraguay | Australia | 0-0, 0-0 | - | -
2026-06-26 19:00 | Matchday 16 | I | Boston (Foxborough) | Norway | France | 1-3, 1-4 | Thelo Aasgaard 21 | Ousmane Dembélé 7, Ousmane Dembélé 20, Ousmane Dembélé 32, Désiré Doué 90+4
2026-06-26 19:00 | Matchday 16 | I | Toronto | Senegal | Iraq | 1-0, 5-0 | Habib Diarra 4, Ismaïla Sarr 56, Pape Gueye 59, Pape Gueye 71, Iliman Ndiaye 82 | -
2026-06-27 00:00 | Matchday 16 | H | Houston | Cape Verde | Saudi Arabia | 0-0, 0-0 | - | -
2026-06-27 00:00 | Matchday 16 | H | Guadalajara (Zapopan) | Uruguay | Spain | 0-1, 0-1 | - | Álex Baena 42
2026-06-27 03:00 | Matchday 16 | G | Seattle | Egypt | Iran | 1-1, 1-1 | Mahmoud Saber 5 | Ramin Rezaeian 14
2026-06-27 03:00 | Matchday 16 | G | Vancouver | New Zealand | Belgium | 0-1, 1-5 | Elijah Just 84 | Leandro Trossard 28, Leandro Trossard 50, Kevin De Bruyne 66, Romelu Lukaku 86, Alexis Saelemaekers 90+4
2026-06-27 21:00 | Matchday 17 | L | New York/New Jersey (East Rutherford) | Panama | England | 0-0, 0-2 | - | Jude Bellingham 62, Harry Kane 67
2026-06-27 21:00 | Matchday 17 | L | Philadelphia | Croatia | Ghana | 1-0, 2-1 | Petar Sucic 31, Nikola Vlasic 83 | Derrick Luckassen 73
2026-06-27 23:30 | Matchday 17 | K | Miami (Miami Gardens) | Colombia | Portugal | 0-0, 0-0 | - | -
2026-06-27 23:30 | Matchday 17 | K | Atlanta | DR Congo | Uzbekistan | 0-1, 3-1 | Yoane Wissa 68 pen, Fiston Mayele 78, Yoane Wissa 90+1 | Eldor Shomurodov 10
2026-06-28 02:00 | Matchday 17 | J | Kansas City | Algeria | Austria | 1-1, 3-3 | Rafik Belghali 45, Riyad Mahrez 60, Riyad Mahrez 90+3 | Marko Arnautovic 28, Marcel Sabitzer 55, Sasa Kalajdzic 90+6
2026-06-28 02:00 | Matchday 17 | J | Dallas (Arlington) | Jordan | Argentina | 0-2, 1-3 | Mousa Al-Tamari 55 | Giovani Lo Celso 19, Lautaro Martínez 31 pen, Lionel Messi 80
2026-06-28 19:00 | Round of 32 | - | Los Angeles (Inglewood) | South Africa | Canada | 0-0, 0-1 | - | Stephan Eustáquio 90+2
2026-06-29 20:30 | Round of 32 | - | Boston (Foxborough) | Germany | Paraguay | 0-1, 1-1, 1-1, 3-4 | Kai Havertz 54 | Julio Enciso 42
2026-06-30 01:00 | Round of 32 | - | Monterrey (Guadalupe) | Netherlands | Morocco | 0-0, 1-1, 1-1, 2-3 | Cody Gakpo 72 | Issa Diop 90+1
2026-06-29 17:00 | Round of 32 | - | Houston | Brazil | Japan | 0-1, 2-1 | Casemiro 56, Gabriel Martinelli 90+5 | Kaishu Sano 29
2026-06-30 21:00 | Round of 32 | - | New York/New Jersey (East Rutherford) | France | Sweden | 1-0, 3-0 | Kylian Mbappé 45, Bradley Barcola 53, Kylian Mbappé 74 | -
2026-06-30 17:00 | Round of 32 | - | Dallas (Arlington) | Ivory Coast | Norway | 0-1, 1-2 | Amad Diallo 74 | Antonio Nusa 39, Erling Haaland 86
2026-07-01 01:00 | Round of 32 | - | Mexico City | Mexico | Ecuador | 2-0, 2-0 | Julián Quiñones 31, Raúl Jiménez 45+1 | -
2026-07-01 16:00 | Round of 32 | - | Atlanta | England | DR Congo | 0-1, 2-1 | Harry Kane 75, Harry Kane 86 | Brian Cipenga 7
2026-07-02 00:00 | Round of 32 | - | San Francisco Bay Area (Santa Clara) | USA | Bosnia & Herzegovina | 1-0, 2-0 | Folarin Balogun 45, Malik Tillman 82 | -
2026-07-01 20:00 | Round of 32 | - | Seattle | Belgium | Senegal | 0-1, 2-2, 3-2 | Romelu Lukaku 86, Youri Tielemans 89, Youri Tielemans 120+5 pen | Habib Diarra 25, Ismaïla Sarr 51
2026-07-02 23:00 | Round of 32 | - | Toronto | Portugal | Croatia | 0-0, 2-1 | Cristiano Ronaldo 68 pen, Gonçalo Ramos 90+4 | Ivan Perisic 53
2026-07-02 19:00 | Round of 32 | - | Los Angeles (Inglewood) | Spain | Austria | 1-0, 3-0 | Mikel Oyarzabal 36, Pedro Porro 66, Mikel Oyarzabal 89 | -
2026-07-03 03:00 | Round of 32 | - | Vancouver | Switzerland | Algeria | 1-0, 2-0 | Breel Embolo 10, Dan Ndoye 46 | -
2026-07-03 22:00 | Round of 32 | - | Miami (Miami Gardens) | Argentina | Cape Verde | 1-0, 1-1, 3-2 | Lionel Messi 29, Lisandro Martínez 92, Diney Borges 111 og | Deroy Duarte 59, Sidny Lopes Cabral 103
2026-07-04 01:30 | Round of 32 | - | Kansas City | Colombia | Ghana | 1-0, 1-0 | Jhon Arias 14 | -
2026-07-03 18:00 | Round of 32 | - | Dallas (Arlington) | Australia | Egypt | 0-1, 1-1, 1-1, 2-4 | Mohamed Hany 55 og | Emam Ashour 13
2026-07-04 21:00 | Round of 16 | - | Philadelphia | Paraguay | France | 0-0, 0-1 | - | Kylian Mbappé 70 pen
2026-07-04 17:00 | Round of 16 | - | Houston | Canada | Morocco | 0-0, 0-3 | - | Azzedine Ounahi 50, Azzedine Ounahi 82, Soufiane Rahimi 90+8
2026-07-05 20:00 | Round of 16 | - | New York/New Jersey (East Rutherford) | Brazil | Norway | 0-0, 1-2 | Neymar 90+10 pen | Erling Haaland 79, Erling Haaland 90
2026-07-06 00:00 | Round of 16 | - | Mexico City | Mexico | England | 1-2, 2-3 | Julián Quiñones 42, Raúl Jiménez 69 pen | Jude Bellingham 36, Jude Bellingham 38, Harry Kane 60 pen
2026-07-06 19:00 | Round of 16 | - | Dallas (Arlington) | Portugal | Spain | 0-0, 0-1 | - | Mikel Merino 90+1
2026-07-07 00:00 | Round of 16 | - | Seattle | USA | Belgium | 1-2, 1-4 | Malik Tillman 31 | Charles De Ketelaere 9, Charles De Ketelaere 33, Hans Vanaken 57, Romelu Lukaku 90+3
2026-07-07 16:00 | Round of 16 | - | Atlanta | Argentina | Egypt | 0-1, 3-2 | Cristian Romero 79, Lionel Messi 83, Enzo Fernández 90+2 | Yasser Ibrahim 15, Mostafa Zico 67
2026-07-07 20:00 | Round of 16 | - | Vancouver | Switzerland | Colombia | 0-0, 0-0, 0-0, 4-3 | - | -
2026-07-09 20:00 | Quarter-final | - | Boston (Foxborough) | France | Morocco | 0-0, 2-0 | Kylian Mbappé 60, Ousmane Dembélé 66 | -
2026-07-10 19:00 | Quarter-final | - | Los Angeles (Inglewood) | Spain | Belgium | 1-1, 2-1 | Fabián Ruiz 30, Mikel Merino 88 | Charles De Ketelaere 41
2026-07-11 21:00 | Quarter-final | - | Miami (Miami Gardens) | Norway | England | 1-1, 1-1, 1-2 | Andreas Schjelderup 36 | Jude Bellingham 45+2, Jude Bellingham 93
2026-07-12 01:00 | Quarter-final | - | Kansas City | Argentina | Switzerland | 1-0, 1-1, 3-1 | Alexis Mac Allister 10, Julián Álvarez 112, Lautaro Martínez 120+1 | Dan Ndoye 67
2026-07-14 19:00 | Semi-final | - | Dallas (Arlington) | France | Spain | 0-1, 0-2 | - | Mikel Oyarzabal 22 pen, Pedro Porro 58
2026-07-15 19:00 | Semi-final | - | Atlanta | England | Argentina | 0-0, 1-2 | Anthony Gordon 55 | Enzo Fernández 86, Lautaro Martínez 90+2
2026-07-18 21:00 | Match for third place | - | Miami (Miami Gardens) | France | England | 0-4, 4-6 | Kylian Mbappé 48, Bradley Barcola 54, Kylian Mbappé 66, Ousmane Dembélé 90+6 | Declan Rice 3, Ezri Konsa 18, Bukayo Saka 37, Bukayo Saka 45+1, Bukayo Saka 87 pen, Jude Bellingham 90+8
2026-07-19 19:00 | Final | - | New York/New Jersey (East Rutherford) | Spain | Argentina | 0-0, 0-0, 1-0 | Ferran Torres 106 | -
`;
